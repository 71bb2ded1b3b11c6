// What every store's export has: its first line, the policies, its last line, what is sealed behind each batch, and lines handed on in large pieces.
#pragma once

#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "store/store.h"

namespace tirai::collector {

inline constexpr std::string_view kExportLine = R"({"export":{"format":"tirai.export/v1"}})";

inline std::string checkpoint_line(const std::string& note) { return nlohmann::json{{"checkpoint", note}}.dump(); }
inline std::string policy_line(std::string_view digest, std::string_view text) { return nlohmann::json{{"policy", {{"digest", digest}, {"text", text}}}}.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace); }

inline Error sink_closed() { return {ErrorCode::kInternal, "export: cannot write; expected a file or pipe that takes all of it", "stdout"}; }

/// The sealed text of an event, or empty: it was erased.
using FindSealed = std::function<Result<std::string>(const std::string& chain_uid, std::int64_t sequence)>;

/// Collects small pieces, so that the sink sees few large ones. Behind the events of a batch comes what they name and is still there.
class ExportLines {
 public:
  ExportLines(const Sink& sink, FindSealed find_sealed) : sink_(sink), find_sealed_(std::move(find_sealed)) {}

  /// False: stopped() says why.
  [[nodiscard]] bool line(std::string_view text) {
    for (const std::string_view opens : {"{\"batch\":", "{\"device\":", "{\"checkpoint\":", "{\"policy\":"}) {
      if (text.starts_with(opens)) put_sealed();
    }
    put(text);
    return take_sealed(text) && (buffer_.size() < kEnough || flush());
  }
  [[nodiscard]] bool finish() {
    put_sealed();
    return flush();
  }
  [[nodiscard]] Error stopped() const { return error_.value_or(sink_closed()); }

 private:
  static constexpr std::size_t kEnough = 1 << 18;

  void put(std::string_view text) { buffer_.append(text) += '\n'; }
  void put_sealed() {
    buffer_ += sealed_;
    sealed_.clear();
  }
  [[nodiscard]] bool flush() {
    const bool taken = sink_(buffer_);
    buffer_.clear();
    return taken;
  }
  // The letters stand in a canonical line nowhere but as these keys: a quotation mark inside a text is written \".
  [[nodiscard]] bool take_sealed(std::string_view text) {
    if (text.find("\"sealed\":{\"digest\":") == text.npos) return true;
    const nlohmann::json event = nlohmann::json::parse(text, nullptr, false);
    if (!event.is_object() || !event.contains("tirai")) return true;
    const std::string chain_uid = event["tirai"].value("chain_uid", "");
    const std::int64_t sequence = event["tirai"].value("sequence", std::int64_t{0});
    const auto found = find_sealed_(chain_uid, sequence);
    if (!found) return error_ = found.error(), false;
    if (!found.value().empty()) sealed_ += nlohmann::json{{"sealed", found.value()}, {"sequence", sequence}}.dump() + "\n";
    return true;
  }

  const Sink& sink_;
  FindSealed find_sealed_;
  std::optional<Error> error_;
  std::string buffer_, sealed_;
};

}  // namespace tirai::collector
