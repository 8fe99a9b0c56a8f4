package dev.windlass.result;

import dev.windlass.testkit.Await;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStore;
import org.jclouds.blobstore.BlobStoreContext;
import org.jclouds.filesystem.FilesystemApiMetadata;

/** A server that speaks S3 and refuses what is not signed with its key, with one bucket. */
final class S3Server implements AutoCloseable {
  static final String ACCESS_KEY = "windlass";
  static final String SECRET_KEY = "only-for-this-test";
  static final String BUCKET = "results";

  private final S3Proxy proxy;
  private final BlobStoreContext context;

  S3Server(Path directory) throws Exception {
    Properties settings = new Properties();
    Files.createDirectories(directory);
    settings.setProperty("jclouds.filesystem.basedir", directory.toString());
    context =
        ContextBuilder.newBuilder(new FilesystemApiMetadata())
            .credentials("none", "none")
            .overrides(settings)
            .build(BlobStoreContext.class);
    BlobStore blobs = context.getBlobStore();
    blobs.createContainerInLocation(null, BUCKET);
    proxy =
        S3Proxy.builder()
            .awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY, SECRET_KEY)
            .endpoint(URI.create("http://127.0.0.1:0"))
            .blobStore(blobs)
            .ignoreUnknownHeaders(true)
            .build();
    proxy.start();
    Await.until("the S3 server is up", () -> proxy.getState().equals("STARTED"));
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + proxy.getPort());
  }

  @Override
  public void close() throws Exception {
    proxy.stop();
    context.close();
  }
}
