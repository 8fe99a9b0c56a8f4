package dev.windlass.result;

import io.quarkus.runtime.annotations.StaticInitSafe;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Where result files are kept. All processes that play api or worker must see the same place. */
@StaticInitSafe
@ConfigMapping(prefix = "windlass.results")
public interface ResultConfig {
  enum Store {
    FILE,
    S3
  }

  @WithDefault("file")
  Store store();

  /** With {@code file}: a directory, of a shared file system where there are several machines. */
  @WithDefault("${windlass.data:.windlass}/results")
  Path directory();

  S3 s3();

  interface S3 {
    Optional<String> bucket();

    /** Before every name: so that several installations may share a bucket. */
    @WithDefault("windlass/")
    String prefix();

    /** Of a store that is not Amazon's. */
    Optional<URI> endpoint();

    @WithDefault("us-east-1")
    String region();

    /** http://host/bucket/name instead of http://bucket.host/name. */
    @WithDefault("false")
    boolean pathStyle();

    /**
     * Where they are absent, they are looked for as Amazon's SDK does: environment, profile, role.
     */
    Optional<String> accessKey();

    Optional<String> secretKey();

    /** What an upload holds in memory; a file may have 10,000 parts. */
    @WithDefault("16M")
    MemorySize partSize();
  }
}
