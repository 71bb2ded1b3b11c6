// The text of a page is outside input. Spans are sorted, disjoint, inside, on character boundaries, and never cross U+0000; masking them leaves the rest.
#include <cstdlib>

#include "tirai/detect.h"
#include "tirai/mask.h"

namespace {
bool is_boundary(std::string_view text, std::size_t at) { return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80; }
void require(bool holds) {
  if (!holds) std::abort();
}
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // The first byte says how much of the input is learnt as known values, a line each.
  const std::string_view all(reinterpret_cast<const char*>(data), size);
  if (all.empty()) return 0;
  const std::size_t learnt = std::min<std::size_t>(static_cast<std::uint8_t>(all[0]), all.size() - 1);
  std::vector<tirai::KnownValue> values;
  for (std::string_view rest = all.substr(1, learnt); !rest.empty();) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    values.push_back({"c", static_cast<tirai::EntityType>(values.size() % tirai::kEntityTypeCount), std::string(rest.substr(0, end))});
    rest.remove_prefix(std::min(rest.size(), end + 1));
  }
  const tirai::KnownValues known(std::move(values));
  const std::string_view text = all.substr(1 + learnt);
  std::size_t end = 0;
  std::vector<tirai::MaskStep> steps;
  std::string rest;
  for (const auto& found : tirai::detect(text, known)) {
    require(found.span.begin >= end && found.span.end > found.span.begin && found.span.end <= text.size());
    require(!tirai::is_utf8(text) || (is_boundary(text, found.span.begin) && is_boundary(text, found.span.end)));
    require(text.substr(found.span.begin, found.span.size()).find('\0') == std::string_view::npos);
    rest += text.substr(end, found.span.begin - end);
    end = found.span.end;
    steps.push_back({found.span, {static_cast<tirai::OperatorKind>(steps.size() % 9), 3}});
  }
  if (!tirai::is_utf8(text)) return 0;
  const auto masked = tirai::mask(text, steps, {"key"});
  require(masked.ok());
  require(tirai::is_utf8(masked.value()));
  require(tirai::to_utf8(tirai::to_utf16(text)) == text);
  return 0;
}
