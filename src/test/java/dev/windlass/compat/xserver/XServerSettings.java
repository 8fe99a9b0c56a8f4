package dev.windlass.compat.xserver;

import java.util.HashMap;
import java.util.Map;

/** Operations, small limits, and little patience with what nobody fetches. */
public final class XServerSettings {
  static final String RS = "/services/rs/";
  static final String START = RS + "XLocate/2.26/startSearchLocationsInBulk";
  static final String FETCH = RS + "XLocate/2.26/fetchLocationsBulkResponse";
  static final String START_ONE = RS + "XDima/2.26/startCreateDistanceMatrix";
  static final String FETCH_ONE = RS + "XDima/2.26/fetchDistanceMatrixResponse";
  static final String START_SERIAL = RS + "XTour/startPlanTours";

  private XServerSettings() {}

  public static Map<String, String> all() {
    Map<String, String> settings = new HashMap<>();
    operation(settings, "geocode", "XLocate", START, FETCH, "xs-geocode");
    settings.put("windlass.xserver.operations.geocode.items", "locations");
    operation(settings, "matrix", "XDima", START_ONE, FETCH_ONE, "xs-matrix");
    operation(settings, "tours", "XTour", START_SERIAL, "/fetchToursResponse", "xs-tours");
    operation(settings, "gone", "XData", "/startNothing", "/fetchNothing", "xs-nothing");
    settings.put("windlass.xserver.fetched-retention", "PT6S");
    settings.put("windlass.xserver.deleted-retention", "PT6S");
    settings.put("windlass.xserver.sweep", "PT1S");
    settings.put("windlass.xserver.max-items", "20");
    settings.put("windlass.xserver.max-request-bytes", "2K");
    return settings;
  }

  private static void operation(
      Map<String, String> settings,
      String key,
      String service,
      String start,
      String fetch,
      String definition) {
    String prefix = "windlass.xserver.operations." + key + ".";
    settings.put(prefix + "service", service);
    settings.put(prefix + "start", start.substring(start.lastIndexOf('/') + 1));
    settings.put(prefix + "fetch", fetch.substring(fetch.lastIndexOf('/') + 1));
    settings.put(prefix + "definition", "default/" + definition);
  }
}
