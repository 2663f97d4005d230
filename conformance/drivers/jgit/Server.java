import java.io.File;
import java.net.InetSocketAddress;
import org.eclipse.jgit.transport.Daemon;
import org.eclipse.jgit.transport.DaemonClient;
import org.eclipse.jgit.transport.resolver.FileResolver;

/** JGit as a server of git://: Server ROOT HOST PORT. */
public final class Server {
    public static void main(String[] words) throws Exception {
        Daemon daemon = new Daemon(new InetSocketAddress(words[1], Integer.parseInt(words[2])));
        daemon.setRepositoryResolver(new FileResolver<DaemonClient>(new File(words[0]), true));
        daemon.getService("git-receive-pack").setEnabled(true);
        daemon.start();
        Thread.currentThread().join();
    }
}
