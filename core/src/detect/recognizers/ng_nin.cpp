// National identification numbers of Nigeria: eleven digits, Verhoeff.
#include "detect/checks/africa_oceania.h"
#include "detect/grouping.h"
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
std::optional<Match> nin(const Number& number) {
  if (!checks::is_ng_nin(number.digits())) return std::nullopt;
  return as_written(number, "434", " -", 0);
}

constexpr auto kContext = phrases("nin", "nin no", "nin number", "national identification number", "nimc", "nigerian id", "nigeria national id", "nomor identitas nigeria",
                                         "id nigeria", "ktp nigeria");
}  // namespace

Recognizer ng_nin() {
  return {
      .type = EntityType::kNgNin,
      .pack = Pack::kEuUk,
      .candidate = Numbers{lengths({11}), nin},
      .confidence = {.alone = 0.3, .with_context = 0.96},
      .context = kContext,
  };
}

}  // namespace tirai::recognition
