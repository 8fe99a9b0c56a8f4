package dev.windlass.worker;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.windlass.wire.Json;
import dev.windlass.worker.handler.UnusableParameters;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/**
 * The rows of inputs, fetched from the API page by page. A page never changes, so one that is kept
 * needs no second look; those who need the same part of an input at once wait for one request.
 */
final class InputPages implements RowSource, AutoCloseable {
  /** The problem's code that says so; a 404 of somebody else says nothing about the input. */
  private static final String UNKNOWN = "unknown-input";

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Neighbours that most likely lie on the same page. */
  private static final int NEIGHBOURS = 256;

  private final RowsFrom from;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();
  private final Map<PageKey, Page> pages;
  private final Map<PageKey, CompletableFuture<Page>> requests = new ConcurrentHashMap<>();

  private record PageKey(String input, int number) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Page(String input, int page, int firstRow, List<Map<String, Object>> rows) {
    boolean holds(int index) {
      return index >= firstRow && index < firstRow + rows.size();
    }

    Map<String, Object> row(int index) {
      return rows.get(index - firstRow);
    }
  }

  InputPages(RowsFrom from, int kept) {
    this.from = from;
    this.pages =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<PageKey, Page> eldest) {
            return size() > kept;
          }
        };
  }

  @Override
  public Optional<Map<String, Object>> cached(String input, int index) {
    synchronized (pages) {
      for (Map.Entry<PageKey, Page> kept : pages.entrySet()) {
        if (kept.getKey().input.equals(input) && kept.getValue().holds(index)) {
          Page page = pages.get(kept.getKey());
          return Optional.of(page.row(index));
        }
      }
      return Optional.empty();
    }
  }

  @Override
  public Map<String, Object> fetch(String input, int index) throws Exception {
    PageKey key = new PageKey(input, index / NEIGHBOURS);
    CompletableFuture<Page> mine = new CompletableFuture<>();
    CompletableFuture<Page> theirs = requests.putIfAbsent(key, mine);
    if (theirs == null) {
      return requested(key, mine, index).row(index);
    }
    Page page = await(theirs);
    return page.holds(index) ? page.row(index) : kept(request(input, index)).row(index);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  private Page requested(PageKey key, CompletableFuture<Page> waiting, int index) throws Exception {
    try {
      Page page = kept(request(key.input, index));
      waiting.complete(page);
      return page;
    } catch (Exception e) {
      waiting.completeExceptionally(
          e instanceof InterruptedException ? new IOException("the request was interrupted") : e);
      throw e;
    } finally {
      requests.remove(key);
    }
  }

  private static Page await(CompletableFuture<Page> page) throws Exception {
    try {
      return page.get();
    } catch (ExecutionException e) {
      throw new IOException(e.getCause().getMessage(), e.getCause());
    }
  }

  private Page kept(Page page) {
    synchronized (pages) {
      pages.put(new PageKey(page.input(), page.page()), page);
    }
    return page;
  }

  private Page request(String input, int index) throws IOException, InterruptedException {
    String path = "/internal/inputs/%s/rows/%d/page".formatted(input, index);
    HttpResponse<byte[]> response =
        client.send(
            HttpRequest.newBuilder(URI.create(from.url().get() + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + from.key())
                .build(),
            BodyHandlers.ofByteArray());
    if (response.statusCode() == 404 && UNKNOWN.equals(code(response.body()))) {
      throw new UnusableParameters("input " + input + " has no row " + index);
    }
    if (response.statusCode() != 200) {
      throw new IOException(from.url().get() + path + " answered " + response.statusCode());
    }
    Page page = Json.read(response.body(), Page.class);
    if (!page.holds(index)) {
      throw new IOException(from.url().get() + path + " answered a page without that row");
    }
    return new Page(input, page.page(), page.firstRow(), page.rows());
  }

  private static String code(byte[] problem) {
    try {
      return Json.MAPPER.readTree(problem).path("code").asText();
    } catch (IOException e) {
      return "";
    }
  }
}
