package dev.windlass.compat.web3;

import io.quarkus.runtime.annotations.StaticInitSafe;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;

/** What the types of jobs are, and what clients may ask for. */
@StaticInitSafe
@ConfigMapping(prefix = "windlass.web3")
public interface Web3Config {
  Definitions definitions();

  /** By type of job: the name of its definition in the topic map's namespace. */
  interface Definitions {
    @WithDefault("transaction")
    String transaction();

    @WithName("import")
    @WithDefault("import")
    String importing();

    @WithName("export")
    @WithDefault("export")
    String exporting();

    @WithDefault("schema-sync")
    String schemaSync();
  }

  /** How long a change or a cancel waits for what the coordinator makes of it. */
  @WithDefault("PT5S")
  Duration directiveWait();

  /** After so long, a change that is not done is held to be given up, and another may begin. */
  @WithDefault("PT30S")
  Duration changeExpires();

  /** A job that is sent, in XML or JSON. */
  @WithDefault("65536")
  int maxBodyBytes();

  /** Jobs in a list where nothing is said. */
  @WithDefault("25")
  int count();

  /** Jobs in a list, at most. */
  @WithDefault("100")
  int maxCount();

  /** How far into a list a client may ask. */
  @WithDefault("10000")
  int maxStart();

  /** How JSON has dates. */
  @WithDefault("iso")
  JsonDates jsonDates();

  enum JsonDates {
    /** {@code "2026-11-25T02:03:04.567Z"}. */
    ISO,
    /** {@code "\/Date(1795572184567)\/"}, as .NET wrote it in 2010. */
    MICROSOFT
  }
}
