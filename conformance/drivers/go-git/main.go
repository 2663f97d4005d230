// go-git as a client: a driver for the suite (../README.md).
package main

import (
	"fmt"
	"os"
	"sort"
	"strconv"
	"strings"

	git "github.com/go-git/go-git/v5"
	"github.com/go-git/go-git/v5/config"
	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/transport"
	"github.com/go-git/go-git/v5/storage/memory"
)

const unknown = 127

type task struct {
	verb, url, dir string
	depth          int
	specs          []string
}

func main() {
	asked := parse(os.Args[1:])
	verbs := map[string]func(task) error{"list": list, "clone": clone, "fetch": fetch, "push": push}
	do, known := verbs[asked.verb]
	if !known {
		os.Exit(unknown)
	}
	// go-git tells of these two as errors; nothing went wrong.
	if err := do(asked); err != nil && err != git.NoErrAlreadyUpToDate && err != transport.ErrEmptyRemoteRepository {
		fmt.Fprintln(os.Stderr, "fatal:", err)
		os.Exit(1)
	}
}

func parse(words []string) task {
	asked := task{verb: words[0], url: words[1], dir: words[2]}
	for _, word := range words[3:] {
		name, value, _ := strings.Cut(word, "=")
		switch {
		case !strings.HasPrefix(word, "--"):
			asked.specs = append(asked.specs, word)
		case name == "--protocol" && value == "0":
		case name == "--depth":
			asked.depth, _ = strconv.Atoi(value)
		default:
			os.Exit(unknown)
		}
	}
	return asked
}

func list(asked task) error {
	remote := git.NewRemote(memory.NewStorage(), &config.RemoteConfig{Name: "there", URLs: []string{asked.url}})
	refs, err := remote.List(&git.ListOptions{})
	if err != nil {
		return err
	}
	ids := map[plumbing.ReferenceName]plumbing.Hash{}
	for _, ref := range refs {
		if ref.Type() == plumbing.HashReference {
			ids[ref.Name()] = ref.Hash()
		}
	}
	var lines []string
	for _, ref := range refs {
		id := ref.Hash()
		if ref.Type() == plumbing.SymbolicReference {
			id = ids[ref.Target()]
		}
		if wanted(ref.Name().String(), asked.specs) {
			lines = append(lines, ref.Name().String()+"\n"+id.String())
		}
	}
	sort.Strings(lines)
	for _, line := range lines {
		name, id, _ := strings.Cut(line, "\n")
		fmt.Printf("%s\t%s\n", id, name)
	}
	return nil
}

func wanted(name string, prefixes []string) bool {
	for _, prefix := range prefixes {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return len(prefixes) == 0
}

func clone(asked task) error {
	repository, err := git.PlainInit(asked.dir, true)
	if err != nil {
		return err
	}
	return get(repository, asked, []string{"+refs/*:refs/*"})
}

func fetch(asked task) error {
	repository, err := git.PlainOpen(asked.dir)
	if err != nil {
		return err
	}
	// go-git keeps whatever it fetches: what has no place gets one of its own.
	var specs []string
	for _, spec := range asked.specs {
		if !strings.Contains(spec, ":") {
			spec = "+" + strings.TrimPrefix(spec, "+") + ":refs/fetched/" + strings.TrimPrefix(spec, "+")
		}
		specs = append(specs, spec)
	}
	return get(repository, asked, specs)
}

func get(repository *git.Repository, asked task, specs []string) error {
	return remote(repository, asked.url).Fetch(&git.FetchOptions{RemoteName: "there", RefSpecs: parsed(specs), Depth: asked.depth})
}

func push(asked task) error {
	repository, err := git.PlainOpen(asked.dir)
	if err != nil {
		return err
	}
	return remote(repository, asked.url).Push(&git.PushOptions{RemoteName: "there", RefSpecs: parsed(asked.specs)})
}

func remote(repository *git.Repository, url string) *git.Remote {
	return git.NewRemote(repository.Storer, &config.RemoteConfig{Name: "there", URLs: []string{url}})
}

func parsed(specs []string) []config.RefSpec {
	var all []config.RefSpec
	for _, spec := range specs {
		if !strings.Contains(spec, ":") {
			spec += ":" + strings.TrimPrefix(spec, "+")
		}
		all = append(all, config.RefSpec(spec))
	}
	return all
}
