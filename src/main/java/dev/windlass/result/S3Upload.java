package dev.windlass.result;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** Sends a part whenever one is full; what fits into one is sent as it is. */
final class S3Upload extends ResultStore.Upload {
  private final S3Client s3;
  private final String bucket;
  private final String key;
  private final byte[] part;
  private final List<CompletedPart> parts = new ArrayList<>();
  private int filled;
  private String uploadId;

  S3Upload(S3Client s3, String bucket, String key, int partSize) {
    this.s3 = s3;
    this.bucket = bucket;
    this.key = key;
    this.part = new byte[partSize];
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int from = offset;
    for (int left = length; left > 0; ) {
      if (filled == part.length) {
        sendPart();
      }
      int now = Math.min(left, part.length - filled);
      System.arraycopy(bytes, from, part, filled, now);
      filled += now;
      from += now;
      left -= now;
    }
  }

  @Override
  public void commit() throws IOException {
    try {
      if (uploadId == null) {
        s3.putObject(b -> b.bucket(bucket).key(key), body());
        return;
      }
      sendPart();
      s3.completeMultipartUpload(
          b ->
              b.bucket(bucket)
                  .key(key)
                  .uploadId(uploadId)
                  .multipartUpload(all -> all.parts(parts)));
      uploadId = null;
    } catch (SdkException e) {
      throw S3ResultStore.failed("take " + key, e);
    }
  }

  @Override
  public void close() throws IOException {
    if (uploadId == null) {
      return;
    }
    try {
      s3.abortMultipartUpload(b -> b.bucket(bucket).key(key).uploadId(uploadId));
    } catch (SdkException e) {
      throw S3ResultStore.failed("forget the beginning of " + key, e);
    }
  }

  private void sendPart() throws IOException {
    try {
      if (uploadId == null) {
        uploadId = s3.createMultipartUpload(b -> b.bucket(bucket).key(key)).uploadId();
      }
      int number = parts.size() + 1;
      String etag =
          s3.uploadPart(
                  b -> b.bucket(bucket).key(key).uploadId(uploadId).partNumber(number), body())
              .eTag();
      parts.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
      filled = 0;
    } catch (SdkException e) {
      throw S3ResultStore.failed("take part " + (parts.size() + 1) + " of " + key, e);
    }
  }

  private RequestBody body() {
    return RequestBody.fromByteBuffer(ByteBuffer.wrap(part, 0, filled));
  }
}
