using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GitProto.Spec.Check;
using GitProto.Spec.Load;

namespace GitProto.Spec;

/// <summary>Loads a spec: reads every file, resolves what they say of each other, checks it, and reports every problem at once.</summary>
public static class SpecLoader
{
    /// <summary>Loads the files of one spec. Bad input never throws, and a broken file never takes away the healthy ones.</summary>
    /// <param name="sources">The files, in any order.</param>
    /// <returns>The model of what is healthy, and all problems.</returns>
    public static SpecResult Load(IEnumerable<SpecSource> sources)
    {
        var bag = new DiagnosticBag();
        var reader = new DraftReader(bag);
        var drafts = new List<Draft>();
        var broken = new List<string>();
        foreach (var source in sources.OrderBy(one => one.Path, StringComparer.Ordinal))
        {
            if (reader.Read(source) is { } draft)
                drafts.Add(draft);
            else
                broken.Add(Path.GetFileNameWithoutExtension(source.Path));
        }
        var model = new Resolver(drafts, broken, bag).Resolve();
        Checks.Run(model, Soundness.Of(model, broken.Count == 0, bag), bag);
        return new SpecResult(model, bag.Ordered());
    }
}
