package dev.windlass.result;

import java.io.OutputStream;
import java.net.URI;
import java.util.Properties;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStore;
import org.jclouds.blobstore.BlobStoreContext;
import org.jclouds.filesystem.FilesystemApiMetadata;

/**
 * A server that speaks S3 and refuses what is not signed with its key: {@code S3Main <directory>}.
 * It says where it listens, and ends with the process that started it.
 */
public final class S3Main {
  static final String LISTENS = "S3 listens on ";

  private S3Main() {}

  public static void main(String... arguments) throws Exception {
    Properties settings = new Properties();
    settings.setProperty("jclouds.filesystem.basedir", arguments[0]);
    BlobStore blobs =
        ContextBuilder.newBuilder(new FilesystemApiMetadata())
            .credentials("none", "none")
            .overrides(settings)
            .build(BlobStoreContext.class)
            .getBlobStore();
    blobs.createContainerInLocation(null, S3Server.BUCKET);
    S3Proxy proxy =
        S3Proxy.builder()
            .awsAuthentication(AuthenticationType.AWS_V4, S3Server.ACCESS_KEY, S3Server.SECRET_KEY)
            .endpoint(URI.create("http://127.0.0.1:0"))
            .blobStore(blobs)
            .ignoreUnknownHeaders(true)
            .build();
    proxy.start();
    System.out.println(LISTENS + "http://127.0.0.1:" + proxy.getPort());
    System.in.transferTo(OutputStream.nullOutputStream());
    System.exit(0);
  }
}
