package dev.windlass.result;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** Files by name. Nothing of a file is held in memory but what is on its way. */
public interface ResultStore extends AutoCloseable {
  /** A file that is being written; nobody sees it before its commit. */
  abstract class Upload extends OutputStream {
    /** Now it is there, whole, in place of an older one of its name. */
    public abstract void commit() throws IOException;

    /** Without a commit before it, nothing is left. */
    @Override
    public abstract void close() throws IOException;
  }

  Upload create(ResultName name) throws IOException;

  Optional<ResultFile> find(ResultName name) throws IOException;

  /** The bytes from {@code from} on, so many of them. */
  InputStream read(ResultFile file, long from, long length) throws IOException;

  /** The ids of all batch jobs that have files here. */
  void owners(Consumer<String> owner) throws IOException;

  /** All files of a batch job. */
  void delete(String owner) throws IOException;

  /** What uploads have left that began before this and were never ended. */
  void forgetUploads(Instant before) throws IOException;

  @Override
  default void close() {}
}
