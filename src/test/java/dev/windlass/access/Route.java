package dev.windlass.access;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static java.util.stream.Stream.concat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A verb of an address of the program, as the classes of all front doors declare it. */
record Route(String verb, String path, String mediaType) {
  private static final String PARAMETER = "\\{[^}]*}";

  /** Of all resources, those that no document shows too, and of what the framework serves. */
  static List<Route> all() {
    return concat(resources().flatMap(resource -> of(resource)), besides())
        .distinct()
        .sorted(Comparator.comparing(Route::path).thenComparing(Route::verb))
        .toList();
  }

  /** Its address with something in the place of each parameter. */
  String address(String something) {
    return path.replaceAll(PARAMETER, something);
  }

  private static Stream<Class<?>> resources() {
    List<Class<?>> resources = new ArrayList<>();
    new ClassFileImporter()
        .withImportOption(new ImportOption.DoNotIncludeTests())
        .importPackages("dev.windlass")
        .that(describe("resources", type -> type.isAnnotatedWith(Path.class)))
        .forEach(type -> resources.add(type.reflect()));
    return resources.stream();
  }

  private static Stream<Route> besides() {
    return Stream.of(
            "/",
            "/index.html",
            "/static/none.js",
            "/q/health",
            "/q/health/live",
            "/q/health/ready",
            "/q/health/started",
            "/q/metrics",
            "/q/openapi",
            "/q/swagger-ui/",
            "/q/anything",
            "/q/dev-ui")
        .map(path -> new Route("GET", path, null));
  }

  private static Stream<Route> of(Class<?> resource) {
    return Arrays.stream(resource.getMethods())
        .flatMap(method -> verbs(method).map(verb -> of(resource, method, verb)));
  }

  private static Stream<String> verbs(Method method) {
    return Arrays.stream(method.getAnnotations())
        .map(Annotation::annotationType)
        .map(type -> type.getAnnotation(HttpMethod.class))
        .filter(verb -> verb != null)
        .map(HttpMethod::value);
  }

  private static Route of(Class<?> resource, Method method, String verb) {
    String path = joined(declared(resource), declared(method));
    String media =
        Optional.ofNullable(method.getAnnotation(Consumes.class))
            .map(consumes -> consumes.value()[0])
            .filter(type -> !type.contains("*"))
            .orElse("application/json");
    return new Route(verb, path, verb.equals("GET") || verb.equals("HEAD") ? null : media);
  }

  private static String declared(AnnotatedElement element) {
    Path path = element.getAnnotation(Path.class);
    return path == null ? "" : path.value();
  }

  private static String joined(String root, String rest) {
    String joined = rest.isEmpty() ? root : root + "/" + rest;
    return ("/" + joined).replaceAll("/{2,}", "/");
  }
}
