package dev.windlass.projection;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A connection that breaks at the commit, some times: before it counts, or just after. */
final class FailingCommits {
  private final AtomicInteger left;
  private final boolean after;

  FailingCommits(int times, boolean after) {
    this.left = new AtomicInteger(times);
    this.after = after;
  }

  int left() {
    return Math.max(0, left.get());
  }

  DataSource around(DataSource source) {
    return proxy(
        DataSource.class,
        source,
        (method, result) ->
            method.equals("getConnection") ? around((Connection) result.get()) : result.get());
  }

  private Connection around(Connection connection) {
    return proxy(
        Connection.class,
        connection,
        (method, result) -> {
          if (!method.equals("commit") || left.getAndDecrement() <= 0) {
            return result.get();
          }
          if (after) {
            result.get();
          }
          throw new SQLException("the connection broke", "08006");
        });
  }

  private interface Result {
    Object get() throws Throwable;
  }

  private interface Call {
    Object on(String method, Result result) throws Throwable;
  }

  private static <T> T proxy(Class<T> type, T target, Call call) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) ->
                call.on(
                    method.getName(),
                    () -> {
                      try {
                        return method.invoke(target, arguments);
                      } catch (InvocationTargetException e) {
                        throw e.getCause();
                      }
                    })));
  }
}
