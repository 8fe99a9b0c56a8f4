package dev.windlass.compat.xserver;

import io.quarkus.runtime.annotations.StaticInitSafe;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Which operations the door has, and how long it remembers. */
@StaticInitSafe
@ConfigMapping(prefix = "windlass.xserver")
public interface XServerConfig {
  /** By a key of one's own: {@code windlass.xserver.operations.geocode.service=XLocate}. */
  Map<String, Operation> operations();

  /** A long operation, and the definition that it runs. */
  interface Operation {
    /** As it stands in the address: {@code XLocate}. */
    String service();

    /** {@code startSearchLocationsInBulk} */
    String start();

    /** {@code fetchLocationsBulkResponse} */
    String fetch();

    /** {@code default/geocode} */
    String definition();

    /** The array in the start's body whose elements are one sub-job each; none where absent. */
    Optional<String> items();

    /** The array in the fetched response that has a result for each sub-job. */
    @WithDefault("results")
    String results();
  }

  /** How long a job is known after it was first fetched; it is deleted then. */
  @WithDefault("PT5M")
  Duration fetchedRetention();

  /** How long a job that was deleted says so before it is unknown. */
  @WithDefault("PT5M")
  Duration deletedRetention();

  /** How often fetched jobs whose time has come are deleted. */
  @WithDefault("PT1M")
  Duration sweep();

  /** How long a stop or a delete waits for what the coordinator makes of it. */
  @WithDefault("PT5S")
  Duration directiveWait();

  /** The body of a start. */
  @WithDefault("4M")
  MemorySize maxStartBytes();

  /** Every other body. */
  @WithDefault("64K")
  MemorySize maxRequestBytes();

  /** Elements of one start's array. */
  @WithDefault("100000")
  int maxItems();
}
