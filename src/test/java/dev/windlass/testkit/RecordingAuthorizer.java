package dev.windlass.testkit;

import java.net.InetAddress;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.network.ClientInformation;
import org.apache.kafka.common.network.ListenerName;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.requests.RequestContext;
import org.apache.kafka.common.requests.RequestHeader;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.security.auth.KafkaPrincipal;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;
import org.apache.kafka.server.authorizer.Action;
import org.apache.kafka.server.authorizer.AuthorizableRequestContext;
import org.apache.kafka.server.authorizer.AuthorizationResult;

/** Kafka's own authorizer, which keeps what was asked of it and what it said. */
public final class RecordingAuthorizer extends StandardAuthorizer {
  /** By every broker of this JVM: take users of your own. */
  private static final Set<Asked> ASKED = ConcurrentHashMap.newKeySet();

  /** Of the newest broker, and of its controller. */
  private static final List<RecordingAuthorizer> ALL = new CopyOnWriteArrayList<>();

  public record Asked(String user, AclOperation operation, ResourcePattern on, boolean allowed) {}

  /**
   * What one user asked for. Denials that a broker itself takes for a mere question are left out.
   */
  public static List<Asked> asked(String user) {
    return ASKED.stream().filter(asked -> asked.user().equals(user)).toList();
  }

  /** Before another broker is started. */
  static void forget() {
    ALL.clear();
  }

  /** Whether these have become known everywhere. */
  static boolean hold(Collection<AclBinding> rights) {
    return ALL.stream()
        .map(one -> StreamSupport.stream(one.acls(AclBindingFilter.ANY).spliterator(), false))
        .allMatch(known -> known.collect(Collectors.toSet()).containsAll(rights));
  }

  /** What the broker would say, without anybody asking it. */
  public static boolean allows(String user, AclOperation operation, ResourcePattern on) {
    AuthorizableRequestContext context =
        new RequestContext(
            new RequestHeader(ApiKeys.METADATA, ApiKeys.METADATA.latestVersion(), "test", 0),
            "test",
            InetAddress.getLoopbackAddress(),
            new KafkaPrincipal(KafkaPrincipal.USER_TYPE, user),
            new ListenerName("PASSWORDS"),
            SecurityProtocol.SASL_SSL,
            ClientInformation.EMPTY,
            false);
    return ALL.getLast().ask(context, List.of(new Action(operation, on, 1, true, false))).getFirst()
        == AuthorizationResult.ALLOWED;
  }

  @Override
  public void configure(Map<String, ?> settings) {
    super.configure(settings);
    ALL.add(this);
  }

  private List<AuthorizationResult> ask(AuthorizableRequestContext context, List<Action> actions) {
    return super.authorize(context, actions);
  }

  @Override
  public List<AuthorizationResult> authorize(
      AuthorizableRequestContext context, List<Action> actions) {
    List<AuthorizationResult> results = ask(context, actions);
    for (int i = 0; i < actions.size(); i++) {
      Action action = actions.get(i);
      boolean allowed = results.get(i) == AuthorizationResult.ALLOWED;
      if (allowed || action.logIfDenied()) {
        ASKED.add(
            new Asked(
                context.principal().getName(),
                action.operation(),
                action.resourcePattern(),
                allowed));
      }
    }
    return results;
  }
}
