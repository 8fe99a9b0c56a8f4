package dev.windlass.cli;

import dev.windlass.cli.kafka.AclCommands;
import dev.windlass.cli.kafka.StrimziManifests;
import dev.windlass.role.CommandSettings;
import dev.windlass.wire.WireConfig;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "export-kafka",
    description = {
      "Prints what a Kafka needs before Windlass runs on it, for the topics that are configured (WINDLASS_TOPICS_PREFIX, _QUEUES, _PARTITIONS, _REPLICATION_FACTOR):",
      "what each role may do, as a script around kafka-acls.sh (acls) or as KafkaUsers of Strimzi (users), or the topics as its KafkaTopics (topics)."
    },
    footer = {
      "%nExamples:",
      "  windlass export-kafka acls > acls.sh",
      "  windlass export-kafka topics --cluster production | kubectl apply -f -"
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ExportKafkaCommand implements Callable<Integer> {
  private enum Form {
    ACLS,
    USERS,
    TOPICS
  }

  @Parameters(paramLabel = "FORM", description = "One of ${COMPLETION-CANDIDATES}.")
  private Form form;

  @Option(
      names = "--cluster",
      paramLabel = "NAME",
      defaultValue = "kafka",
      description = "What Strimzi calls the Kafka (${DEFAULT-VALUE}).")
  private String cluster;

  @Option(
      names = "--redrive",
      description = "With what the API needs to send dead letters of any topic again.")
  private boolean redrive;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    WireConfig wire = CommandSettings.of(WireConfig.class);
    StrimziManifests manifests = new StrimziManifests(wire, cluster);
    spec.commandLine()
        .getOut()
        .print(
            switch (form) {
              case ACLS -> AclCommands.of(wire, redrive);
              case USERS -> manifests.users(redrive);
              case TOPICS -> manifests.topics();
            });
    spec.commandLine().getOut().flush();
    return 0;
  }
}
