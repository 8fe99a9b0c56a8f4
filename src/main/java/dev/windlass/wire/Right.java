package dev.windlass.wire;

import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.ResourcePattern;

/**
 * One thing that a duty needs of Kafka, and what for. Kafka takes reading and writing for seeing,
 * too, and altering for looking at.
 */
public record Right(Duty duty, AclOperation may, ResourcePattern on, String why) {
  private static final String ANY_HOST = "*";

  /** As Kafka keeps it, for a principal such as {@code User:windlass-api}. */
  public AclBinding of(String principal) {
    return new AclBinding(
        on, new AccessControlEntry(principal, ANY_HOST, may, AclPermissionType.ALLOW));
  }
}
