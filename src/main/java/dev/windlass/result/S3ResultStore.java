package dev.windlass.result;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A bucket. A file becomes visible when its last part is there, which is the store's own promise; a
 * small one is one request.
 */
final class S3ResultStore implements ResultStore {
  private final S3Client s3;
  private final String bucket;
  private final String prefix;
  private final int partSize;

  private S3ResultStore(S3Client s3, String bucket, String prefix, int partSize) {
    this.s3 = s3;
    this.bucket = bucket;
    this.prefix = prefix;
    this.partSize = partSize;
  }

  static S3ResultStore of(ResultConfig.S3 config) {
    String bucket =
        config
            .bucket()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "windlass.results.store is s3: windlass.results.s3.bucket must name a"
                            + " bucket"));
    S3ClientBuilder builder =
        S3Client.builder()
            .httpClient(UrlConnectionHttpClient.create())
            .region(Region.of(config.region()))
            .credentialsProvider(credentials(config))
            .forcePathStyle(config.pathStyle())
            // What Amazon's SDK adds of its own is not understood by many other stores.
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .serviceConfiguration(S3Configuration.builder().chunkedEncodingEnabled(false).build());
    config.endpoint().ifPresent(builder::endpointOverride);
    int partSize = Math.toIntExact(config.partSize().asLongValue());
    return new S3ResultStore(builder.build(), bucket, config.prefix(), partSize);
  }

  @Override
  public Upload create(ResultName name) {
    return new S3Upload(s3, bucket, prefix + name, partSize);
  }

  @Override
  public Optional<ResultFile> find(ResultName name) throws IOException {
    try {
      HeadObjectResponse head = s3.headObject(b -> b.bucket(bucket).key(prefix + name));
      return Optional.of(new ResultFile(name, head.contentLength(), head.lastModified()));
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    } catch (SdkException e) {
      throw failed("be asked for " + name, e);
    }
  }

  @Override
  public InputStream read(ResultFile file, long from, long length) throws IOException {
    if (length == 0) {
      return InputStream.nullInputStream();
    }
    String range = "bytes=" + from + "-" + (from + length - 1);
    try {
      return s3.getObject(b -> b.bucket(bucket).key(prefix + file.name()).range(range));
    } catch (SdkException e) {
      throw failed("give " + file.name(), e);
    }
  }

  @Override
  public void owners(Consumer<String> owner) throws IOException {
    try {
      s3
          .listObjectsV2Paginator(b -> b.bucket(bucket).prefix(prefix).delimiter("/"))
          .commonPrefixes()
          .stream()
          .map(CommonPrefix::prefix)
          .map(name -> name.substring(prefix.length(), name.length() - 1))
          .filter(ResultName::isPlain)
          .forEach(owner);
    } catch (SdkException e) {
      throw failed("list its files", e);
    }
  }

  @Override
  public void delete(String owner) throws IOException {
    String files = prefix + new ResultName(owner, "x").owner() + "/";
    try {
      for (S3Object object :
          s3.listObjectsV2Paginator(b -> b.bucket(bucket).prefix(files)).contents()) {
        s3.deleteObject(b -> b.bucket(bucket).key(object.key()));
      }
    } catch (SdkException e) {
      throw failed("delete the files of " + owner, e);
    }
  }

  @Override
  public void forgetUploads(Instant before) throws IOException {
    try {
      for (MultipartUpload upload :
          s3.listMultipartUploadsPaginator(b -> b.bucket(bucket).prefix(prefix)).uploads()) {
        if (upload.initiated().isBefore(before)) {
          s3.abortMultipartUpload(
              b -> b.bucket(bucket).key(upload.key()).uploadId(upload.uploadId()));
        }
      }
    } catch (SdkException e) {
      throw failed("end old uploads", e);
    }
  }

  @Override
  public void close() {
    s3.close();
  }

  static IOException failed(String what, SdkException e) {
    return new IOException("the result store could not %s: %s".formatted(what, e.getMessage()), e);
  }

  private static AwsCredentialsProvider credentials(ResultConfig.S3 config) {
    return config.accessKey().isPresent()
        ? StaticCredentialsProvider.create(
            AwsBasicCredentials.create(
                config.accessKey().get(), config.secretKey().orElseThrow(S3ResultStore::halfAKey)))
        : DefaultCredentialsProvider.builder().build();
  }

  private static IllegalArgumentException halfAKey() {
    return new IllegalArgumentException(
        "windlass.results.s3.access-key is set: windlass.results.s3.secret-key must be, too");
  }
}
