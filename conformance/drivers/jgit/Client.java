import java.io.File;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.PushResult;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.TrackingRefUpdate;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;

/** JGit as a client: a driver for the suite (../README.md). */
public final class Client {
    private static final int UNKNOWN = 127;
    private static final List<String> specs = new ArrayList<>();
    private static boolean atomic;
    private static final List<String> pushOptions = new ArrayList<>();

    public static void main(String[] words) {
        String verb = words[0], url = words[1], dir = words[2];
        for (int at = 3; at < words.length; at++) {
            String word = words[at];
            if (!word.startsWith("--")) specs.add(word);
            else if (word.equals("--atomic")) atomic = true;
            else if (word.startsWith("--push-option=")) pushOptions.add(word.substring("--push-option=".length()));
            else if (!word.equals("--protocol=0")) System.exit(UNKNOWN);
        }
        try {
            switch (verb) {
                case "list" -> list(url);
                case "clone" -> {
                    Git.init().setBare(true).setDirectory(new File(dir)).call().close();
                    fetch(url, dir, List.of("+refs/*:refs/*"));
                }
                case "fetch" -> fetch(url, dir, specs);
                case "push" -> push(url, dir);
                default -> System.exit(UNKNOWN);
            }
        } catch (Exception e) {
            System.err.println("fatal: " + e);
            System.exit(1);
        }
    }

    private static void list(String url) throws Exception {
        var refs = new ArrayList<>(Git.lsRemoteRepository().setRemote(url).callAsMap().values());
        refs.sort(Comparator.comparing((Ref ref) -> !ref.getName().equals("HEAD")).thenComparing(Ref::getName));
        for (Ref ref : refs) {
            if (!specs.isEmpty() && specs.stream().noneMatch(ref.getName()::startsWith)) continue;
            System.out.println(ref.getObjectId().name() + "\t" + ref.getName());
            if (ref.getPeeledObjectId() != null) System.out.println(ref.getPeeledObjectId().name() + "\t" + ref.getName() + "^{}");
        }
    }

    private static void fetch(String url, String dir, List<String> texts) throws Exception {
        try (Repository repository = open(dir); Transport transport = Transport.open(repository, new URIish(url))) {
            var wanted = texts.stream().map(RefSpec::new).toList();
            for (TrackingRefUpdate update : transport.fetch(NullProgressMonitor.INSTANCE, wanted).getTrackingRefUpdates()) {
                switch (update.getResult()) {
                    case NEW, FAST_FORWARD, FORCED, NO_CHANGE -> { }
                    default -> throw new IllegalStateException(update.toString());
                }
            }
        }
    }

    private static void push(String url, String dir) throws Exception {
        try (Repository repository = open(dir)) {
            var command = new Git(repository).push().setRemote(url).setAtomic(atomic);
            if (!pushOptions.isEmpty()) command.setPushOptions(pushOptions);
            for (String spec : specs) command.add(spec);
            for (PushResult result : command.call()) {
                for (RemoteRefUpdate update : result.getRemoteUpdates()) {
                    switch (update.getStatus()) {
                        case OK, UP_TO_DATE -> { }
                        default -> throw new IllegalStateException(update.toString());
                    }
                }
            }
        }
    }

    private static Repository open(String dir) throws Exception {
        return new FileRepositoryBuilder().setGitDir(new File(dir)).setMustExist(true).build();
    }
}
