package dev.windlass.compat.web3;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The types of jobs, by their numbers in JSON and their names in XML. */
enum JobType {
  /** Never accepted; shown of a batch job whose definition is none of the four. */
  NULL(0, "Null"),
  TRANSACTION(1, "Transaction"),
  IMPORT(2, "Import"),
  EXPORT(3, "Export"),
  SCHEMA_SYNC(4, "SchemaSync");

  /** The other name that the same page has for a transaction. */
  private static final String TOPIC_MAP_TRANSACTION = "TopicMapTransaction";

  private final int number;
  private final String label;

  JobType(int number, String label) {
    this.number = number;
    this.label = label;
  }

  int number() {
    return number;
  }

  String label() {
    return label;
  }

  /** Null where it has none. */
  String definition(Web3Config.Definitions names) {
    return switch (this) {
      case NULL -> null;
      case TRANSACTION -> names.transaction();
      case IMPORT -> names.importing();
      case EXPORT -> names.exporting();
      case SCHEMA_SYNC -> names.schemaSync();
    };
  }

  /** What its definition is configured by. */
  String setting() {
    return "windlass.web3.definitions." + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static JobType ofDefinition(String definition, Web3Config.Definitions names) {
    return Arrays.stream(values())
        .filter(type -> definition.equals(type.definition(names)))
        .findFirst()
        .orElse(NULL);
  }

  static Optional<JobType> ofNumber(int number) {
    return Arrays.stream(values()).filter(type -> type.number == number).findFirst();
  }

  static Optional<JobType> ofLabel(String label) {
    return label.equals(TOPIC_MAP_TRANSACTION)
        ? Optional.of(TRANSACTION)
        : Arrays.stream(values()).filter(type -> type.label.equals(label)).findFirst();
  }
}
