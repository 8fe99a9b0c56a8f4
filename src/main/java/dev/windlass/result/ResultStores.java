package dev.windlass.result;

import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the one store that the configuration names. */
public final class ResultStores {
  public static ResultStore of(ResultConfig config) {
    return switch (config.store()) {
      case FILE -> new FileResultStore(config.directory());
      case S3 -> S3ResultStore.of(config.s3());
    };
  }

  @Produces
  @Singleton
  ResultStore store(ResultConfig config) {
    return of(config);
  }

  void close(@Disposes ResultStore store) {
    store.close();
  }
}
