package dev.windlass.control;

import io.quarkus.runtime.annotations.StaticInitSafe;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The limits of uploaded rows. */
@StaticInitSafe
@ConfigMapping(prefix = "windlass.inputs")
public interface InputsConfig {
  @WithDefault("1G")
  MemorySize maxBytes();

  @WithDefault("10000000")
  int maxRows();

  @WithDefault("1000")
  int maxColumns();

  /** One row, as it came and as JSON. */
  @WithDefault("256K")
  MemorySize maxRowBytes();

  @WithDefault("1024")
  int pageRows();

  @WithDefault("512K")
  MemorySize pageBytes();

  /** Each upload holds a database connection until its last row. */
  @WithDefault("4")
  int maxUploads();

  /** From the first byte of an upload to its last: so long Postgres keeps its transaction open. */
  @WithDefault("PT1H")
  Duration longestUpload();
}
