// Number plates of India: state, district, series, four digits; since 2021 also a national series with BH.
//
//   KA 53 ME 3456 · DL 3C AB 1234 · 22 BH 1234 AA
#include <algorithm>

#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
constexpr std::string_view kStates = "AN AP AR AS BH BR CG CH CT DD DL DN GA GJ HP HR JH JK KA KL LA LD MH ML MN MP MZ NL OD OR PB PY RJ SK TN TR TS UA UK UP UT WB ";

bool is_state(std::string_view letters) {
  for (std::size_t at = 0; at < kStates.size(); at += 3) {
    if (kStates.substr(at, 2) == letters) return true;
  }
  return false;
}

std::optional<Match> plate(const Code& code) {
  const std::string_view value = code.characters();
  const bool national = value[0] <= '9';
  if (national ? value.substr(2, 2) != "BH" : !is_state(value.substr(0, 2)) || value.substr(2, 2) == "00") return std::nullopt;
  if (value.substr(national ? 4 : value.size() - 4, 4) == "0000") return std::nullopt;
  const bool like_a_model = code.unbroken() && value.size() < 10;  // "UA43T6500" is a screen's
  return Match{code.span(), 0, code.in_capitals() && !like_a_model ? 0.0 : -0.3};
}

constexpr Shape kShapes[] = {{"AA 99 AA 9999"}, {"AA 99 A 9999"}, {"AA 9 A 9999"}, {"AA 9 AA 9999"}, {"AA 9 AAA 9999"}, {"AA 9A AA 9999"}, {"99 AA 9999 AA"}, {"99 AA 9999 A"}};

constexpr auto kContext = phrases(
    "plat", "plat india", "kendaraan", "nomor kendaraan", "nomor polisi", "vehicle", "vehicle no", "vehicle number", "vehicle registration", "registration",
    "registration number", "number plate", "licence plate", "license plate", "plate", "rto", "rc number", "car number", "bike number", "plat nomor", "nopol");
}  // namespace

Recognizer in_vehicle_registration() {
  return {
      .type = EntityType::kInVehicleRegistration,
      .pack = Pack::kApac,
      .candidate = Codes{kShapes, plate},
      .confidence = {.alone = 0.79, .with_context = 0.98},
      .context = kContext,
  };
}

}  // namespace tirai::recognition
