package dev.windlass.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.windlass.cli.client.Answer;
import dev.windlass.cli.client.Api;
import dev.windlass.cli.client.ApiProblem;
import dev.windlass.cli.client.Call;
import dev.windlass.cli.client.Route;

/**
 * A document that the server keeps in versions, after it was brought to what a file says. The
 * server stores nothing where it has the same already.
 *
 * @param before the version that was there; 0 where there was none
 */
public record Applied(Answer answer, int before) {
  /**
   * @param stored where it is read
   * @param route where it is put
   */
  public static Applied put(Api api, Route stored, Route route, ObjectNode document)
      throws InterruptedException {
    int before = version(api, stored);
    return new Applied(api.send(Call.put(route, document)), before);
  }

  public String said(String name) {
    return said(name, "is stored");
  }

  /**
   * Such as {@code default/geocode is stored as version 1.}
   *
   * @param stored what becomes of one that differs
   */
  public String said(String name, String stored) {
    int version = answer.json().path("version").asInt();
    return version == before
        ? "%s is as it was, version %d.".formatted(name, version)
        : "%s %s as version %d.".formatted(name, stored, version);
  }

  private static int version(Api api, Route route) throws InterruptedException {
    try {
      return api.get(route).json().path("version").asInt();
    } catch (ApiProblem problem) {
      if (problem.status() != 404) {
        throw problem;
      }
      return 0;
    }
  }
}
