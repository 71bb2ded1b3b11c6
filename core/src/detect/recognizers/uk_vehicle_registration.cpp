// Number plates of Great Britain: since 2001 area, half year, three letters; before, three letters and digits with a letter for the year.
//
//   AB51 ABC · A123 BCD · ABC 123D
#include "detect/checks/europe.h"
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
std::optional<Match> plate(const Code& code) {
  const std::string_view value = code.characters();
  if (!checks::is_uk_vehicle_registration(value)) return std::nullopt;
  return Match{code.span(), 0, !code.in_capitals() ? -0.3 : code.unbroken() ? -0.06 : 0.0};
}

std::optional<Match> old_plate(const Code& code) {
  if (!checks::is_uk_old_vehicle_registration(code.characters())) return std::nullopt;
  return Match{code.span(), code.in_capitals() ? 0.0 : -0.4};
}

constexpr Shape kShapes[] = {{"AA99 AAA"}};
constexpr Shape kOldShapes[] = {{"A9 AAA"}, {"A99 AAA"}, {"A999 AAA"}, {"AAA 9A"}, {"AAA 99A"}, {"AAA 999A"}};

constexpr auto kContext = phrases(
    "number plate", "reg number", "reg no", "registration", "registration number", "vehicle registration", "vehicle reg", "car reg", "reg plate", "licence plate", "dvla",
    "v5c", "mot", "vehicle", "plat inggris", "plat nomor inggris", "kendaraan inggris", "nomor kendaraan inggris");
}  // namespace

Recognizer uk_vehicle_registration() {
  return {
      .type = EntityType::kUkVehicleRegistration,
      .pack = Pack::kEuUk,
      .candidate = Codes{kShapes, plate},
      .confidence = {.alone = 0.62, .with_context = 0.97},
      .context = kContext,
  };
}

Recognizer uk_vehicle_registration_old() {
  return {
      .type = EntityType::kUkVehicleRegistration,
      .pack = Pack::kEuUk,
      .candidate = Codes{kOldShapes, old_plate},
      .confidence = {.alone = 0.2, .with_context = 0.85},
      .context = kContext,
  };
}

}  // namespace tirai::recognition
