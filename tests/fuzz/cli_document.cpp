// Files of tickets are outside input: whatever they hold, taking them apart ends; a plain text written back is the same text.
#include <cstdlib>

#include "../../cli/document.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  static constexpr const char* kFormats[] = {"text", "jsonl", "csv", "eml"};
  const std::string format = kFormats[data[0] % 4], bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto pieces = tirai::cli::read_document(format, "f", bytes);
  if (!pieces) return 0;
  std::string again;
  for (const auto& piece : pieces.value()) again += piece.before + (piece.text.empty() ? "" : tirai::cli::written(piece, piece.text));
  if (format == "text" && again != bytes) std::abort();
  return 0;
}
