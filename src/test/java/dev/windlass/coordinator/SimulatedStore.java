package dev.windlass.coordinator;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** A store in memory that keeps apart what was changed since the last commit. */
final class SimulatedStore implements KeyValueStore<Bytes, byte[]> {
  private final String name;
  private final NavigableMap<Bytes, byte[]> committed;
  private final NavigableMap<Bytes, byte[]> records;
  private final List<KeyValue<Bytes, byte[]>> changes = new ArrayList<>();

  SimulatedStore(String name, NavigableMap<Bytes, byte[]> committed) {
    this.name = name;
    this.committed = committed;
    this.records = new TreeMap<>(committed);
  }

  boolean isChanged() {
    return !changes.isEmpty();
  }

  void commitChanges() {
    changes.forEach(change -> set(committed, change.key, change.value));
    changes.clear();
  }

  private static void set(Map<Bytes, byte[]> map, Bytes key, byte[] value) {
    if (value == null) {
      map.remove(key);
    } else {
      map.put(key, value);
    }
  }

  @Override
  public void put(Bytes key, byte[] value) {
    set(records, key, value);
    changes.add(KeyValue.pair(key, value));
  }

  @Override
  public byte[] putIfAbsent(Bytes key, byte[] value) {
    byte[] known = get(key);
    if (known == null) {
      put(key, value);
    }
    return known;
  }

  @Override
  public void putAll(List<KeyValue<Bytes, byte[]>> entries) {
    entries.forEach(entry -> put(entry.key, entry.value));
  }

  @Override
  public byte[] delete(Bytes key) {
    byte[] known = get(key);
    put(key, null);
    return known;
  }

  @Override
  public byte[] get(Bytes key) {
    return records.get(key);
  }

  @Override
  public KeyValueIterator<Bytes, byte[]> range(Bytes from, Bytes to) {
    return new Iteration(records.subMap(from, true, to, true).entrySet().iterator());
  }

  @Override
  public KeyValueIterator<Bytes, byte[]> all() {
    return new Iteration(records.entrySet().iterator());
  }

  @Override
  public long approximateNumEntries() {
    return records.size();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {}

  @Override
  public void close() {}

  @Override
  public boolean persistent() {
    return false;
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  private record Iteration(Iterator<Map.Entry<Bytes, byte[]>> entries)
      implements KeyValueIterator<Bytes, byte[]> {
    @Override
    public boolean hasNext() {
      return entries.hasNext();
    }

    @Override
    public KeyValue<Bytes, byte[]> next() {
      Map.Entry<Bytes, byte[]> entry = entries.next();
      return KeyValue.pair(entry.getKey(), entry.getValue());
    }

    @Override
    public Bytes peekNextKey() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
  }
}
