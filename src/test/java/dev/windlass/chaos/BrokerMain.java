package dev.windlass.chaos;

import dev.windlass.embedded.EmbeddedKafka;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.jboss.logmanager.handlers.ConsoleHandler;

/**
 * A broker alone in its JVM, so that it can be killed: {@code BrokerMain <data> <port>}. It ends
 * with the process that started it, because then its input ends.
 */
public final class BrokerMain {
  static final String UP = "The broker is up";

  private BrokerMain() {}

  public static void main(String... arguments) throws Exception {
    Logger all = Logger.getLogger("");
    all.setLevel(Level.INFO);
    all.addHandler(
        new ConsoleHandler(new PatternFormatter("%d{HH:mm:ss.SSS} %-5p [%c{1}] %s%e%n")));
    EmbeddedKafka kafka =
        EmbeddedKafka.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
    Runtime.getRuntime().addShutdownHook(new Thread(kafka::close, "broker-end"));
    System.out.println(UP);
    System.in.transferTo(OutputStream.nullOutputStream());
    System.exit(0);
  }
}
