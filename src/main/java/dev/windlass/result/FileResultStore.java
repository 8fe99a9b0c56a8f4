package dev.windlass.result;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.commons.io.input.BoundedInputStream;

/** A directory per batch job. A file is written beside its place and moved there. */
final class FileResultStore implements ResultStore {
  /** No batch job's: an owner's name begins with a letter or a digit. */
  private static final String UPLOADS = ".uploads";

  private final Path root;

  FileResultStore(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  @Override
  public Upload create(ResultName name) throws IOException {
    Path uploads = Files.createDirectories(root.resolve(UPLOADS));
    return new FileUpload(uploads.resolve(UUID.randomUUID().toString()), path(name));
  }

  @Override
  public Optional<ResultFile> find(ResultName name) throws IOException {
    try {
      BasicFileAttributes file = Files.readAttributes(path(name), BasicFileAttributes.class);
      return Optional.of(new ResultFile(name, file.size(), file.lastModifiedTime().toInstant()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public InputStream read(ResultFile file, long from, long length) throws IOException {
    FileChannel channel = FileChannel.open(path(file.name()), StandardOpenOption.READ);
    return BoundedInputStream.builder()
        .setInputStream(Channels.newInputStream(channel.position(from)))
        .setMaxCount(length)
        .get();
  }

  @Override
  public void owners(Consumer<String> owner) throws IOException {
    for (Path directory : children(root)) {
      String name = directory.getFileName().toString();
      if (ResultName.isPlain(name)) {
        owner.accept(name);
      }
    }
  }

  @Override
  public void delete(String owner) throws IOException {
    Path directory = root.resolve(new ResultName(owner, "x").owner());
    for (Path file : children(directory)) {
      Files.deleteIfExists(file);
    }
    Files.deleteIfExists(directory);
  }

  @Override
  public void forgetUploads(Instant before) throws IOException {
    for (Path upload : children(root.resolve(UPLOADS))) {
      if (Files.getLastModifiedTime(upload).toInstant().isBefore(before)) {
        Files.deleteIfExists(upload);
      }
    }
  }

  private Path path(ResultName name) {
    return root.resolve(name.owner()).resolve(name.file());
  }

  private static List<Path> children(Path directory) throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.sorted(Comparator.naturalOrder()).toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static final class FileUpload extends Upload {
    private final Path written;
    private final Path place;
    private final FileChannel channel;
    private final OutputStream out;

    FileUpload(Path written, Path place) throws IOException {
      this.written = written;
      this.place = place;
      this.channel =
          FileChannel.open(written, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      this.out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void commit() throws IOException {
      out.flush();
      channel.force(true);
      out.close();
      Files.createDirectories(place.getParent());
      Files.move(written, place, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() throws IOException {
      channel.close();
      Files.deleteIfExists(written);
    }
  }
}
