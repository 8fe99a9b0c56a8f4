package dev.windlass.cli.demo;

import java.util.Locale;

/** The way from the depot to a city as the crow flies, and how long a truck takes for it. */
record Route(double kilometres, double hours) {
  private static final double EARTH_RADIUS_KM = 6_371.0088;
  private static final double DEPOT_LATITUDE = 51.9225;
  private static final double DEPOT_LONGITUDE = 4.47917;
  private static final double DETOUR = 1.3;
  private static final double SPEED_KM_H = 70;

  /** The depot is in Rotterdam. */
  static Route to(double latitude, double longitude) {
    double fromLatitude = Math.toRadians(DEPOT_LATITUDE);
    double toLatitude = Math.toRadians(latitude);
    double north = Math.sin((toLatitude - fromLatitude) / 2);
    double east = Math.sin(Math.toRadians(longitude - DEPOT_LONGITUDE) / 2);
    double chord = north * north + Math.cos(fromLatitude) * Math.cos(toLatitude) * east * east;
    double kilometres = 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(chord)));
    return new Route(kilometres, kilometres * DETOUR / SPEED_KM_H);
  }

  String json() {
    return String.format(Locale.ROOT, "{\"km\":%.1f,\"hours\":%.1f}", kilometres, hours);
  }
}
