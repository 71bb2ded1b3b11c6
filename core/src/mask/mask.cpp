#include "tirai/mask.h"

#include <array>

#include "mask/operators.h"

namespace tirai {
namespace {
constexpr std::array<std::string_view, 12> kOperatorNames = {"redact", "keep_first", "keep_last", "keep_ends", "keep_domain", "pan",
                                                             "initials", "year_only", "month_only", "city_only", "tokenize", "hide_length"};

bool is_boundary(std::string_view text, std::size_t at) {
  return at == 0 || at >= text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
}
}  // namespace

std::string_view to_string(OperatorKind kind) { return kOperatorNames[static_cast<std::size_t>(kind)]; }

std::span<const std::string_view> operator_names() { return kOperatorNames; }

std::optional<OperatorKind> operator_from(std::string_view name) {
  for (std::size_t i = 0; i < kOperatorNames.size(); ++i) {
    if (kOperatorNames[i] == name) return static_cast<OperatorKind>(i);
  }
  return std::nullopt;
}

std::string mask_value(std::string_view text, const Operator& op, const MaskKey& key) {
  const masking::Value value(text);
  switch (op.kind) {
    case OperatorKind::kRedact: return masking::redact(value);
    case OperatorKind::kKeepFirst: return masking::keep_first(value, op.count);
    case OperatorKind::kKeepLast: return masking::keep_last(value, op.count);
    case OperatorKind::kKeepEnds: return masking::keep_ends(value, op.count);
    case OperatorKind::kKeepDomain: return masking::keep_domain(value);
    case OperatorKind::kPan: return masking::pan(value, op.count);
    case OperatorKind::kInitials: return masking::initials(value);
    case OperatorKind::kYearOnly: return masking::year_only(value);
    case OperatorKind::kMonthOnly: return masking::month_only(value);
    case OperatorKind::kCityOnly: return masking::city_only(value);
    case OperatorKind::kTokenize: return masking::tokenize(value, key);
    case OperatorKind::kHideLength: return masking::hide_length();
  }
  return masking::hide_length();
}

Result<std::string> mask(std::string_view text, std::span<const MaskStep> steps, const MaskKey& key) {
  std::string out;
  out.reserve(text.size() + 16 * steps.size());
  std::size_t at = 0;
  for (const MaskStep& step : steps) {
    const auto [begin, end] = step.span;
    if (begin < at || end < begin || end > text.size() || !is_boundary(text, begin) || !is_boundary(text, end)) {
      return Error{ErrorCode::kSpanOutOfRange, "leaves the text, overlaps the step before, or cuts a character",
                   "span [" + std::to_string(begin) + ", " + std::to_string(end) + ")"};
    }
    out.append(text.substr(at, begin - at)).append(mask_value(text.substr(begin, end - begin), step.op, key));
    at = end;
  }
  return out.append(text.substr(at));
}

}  // namespace tirai
