package dev.windlass.compat.xserver;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.windlass.compat.xserver.Fault.Kind;
import java.util.LinkedHashMap;
import java.util.Map;

/** An exception as the product writes it, whether it is the answer or one of many results. */
@JsonPropertyOrder({"message", "faultInfo"})
record FaultJson(String message, Map<String, Object> faultInfo) {
  static FaultJson of(Kind kind, String message, Map<String, Object> facts) {
    Map<String, Object> info = new LinkedHashMap<>();
    info.put("$type", kind.type());
    info.put("hint", kind.hint());
    info.putAll(facts);
    return new FaultJson(message, info);
  }
}
