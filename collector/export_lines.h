// What every store's export has: its first line, its last, and lines handed on in large pieces.
#pragma once

#include <nlohmann/json.hpp>

#include "store.h"

namespace tirai::collector {

inline constexpr std::string_view kExportLine = R"({"export":{"format":"tirai.export/v1"}})";

inline std::string checkpoint_line(const std::string& note) { return nlohmann::json{{"checkpoint", note}}.dump(); }

inline Error sink_closed() { return {ErrorCode::kInternal, "export: cannot write; expected a file or pipe that takes all of it", "stdout"}; }

/// Collects small pieces, so that the sink sees few large ones.
class ExportLines {
 public:
  explicit ExportLines(const Sink& sink) : sink_(sink) {}
  [[nodiscard]] bool line(std::string_view text) {
    buffer_.append(text) += '\n';
    return buffer_.size() < kEnough || flush();
  }
  [[nodiscard]] bool flush() {
    const bool taken = sink_(buffer_);
    buffer_.clear();
    return taken;
  }

 private:
  static constexpr std::size_t kEnough = 1 << 18;
  const Sink& sink_;
  std::string buffer_;
};

}  // namespace tirai::collector
