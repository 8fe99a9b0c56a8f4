package dev.windlass.audit;

import dev.windlass.testkit.TestServers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Somebody who may write to the database changes a chain; afterwards it is as it was. */
final class Tampering implements AutoCloseable {
  private final Connection connection = TestServers.get().connect();
  private final String namespace;

  Tampering(String namespace) throws SQLException {
    this.namespace = namespace;
    run("create temp table kept_entry as select * from audit_entry where namespace = '$'");
    run("create temp table kept_chain as select * from audit_chain where namespace = '$'");
  }

  /** {@code $} stands for the namespace. */
  void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql.replace("$", namespace));
    }
  }

  String read(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql.replace("$", namespace))) {
      row.next();
      return row.getString(1);
    }
  }

  void undo() throws SQLException {
    run("delete from audit_entry where namespace = '$'");
    run("insert into audit_entry select * from kept_entry");
    run("delete from audit_chain where namespace = '$'");
    run("insert into audit_chain select * from kept_chain");
  }

  @Override
  public void close() throws SQLException {
    undo();
    connection.close();
  }
}
