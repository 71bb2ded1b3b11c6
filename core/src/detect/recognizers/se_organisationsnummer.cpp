// Organisationsnummer of Sweden: ten digits, Luhn; the third is at least 2, so it is never a date.
//
//   556703-7485
#include "detect/checks/europe.h"
#include "detect/grouping.h"
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
std::optional<Match> organisation(const Number& number) {
  if (!checks::is_se_organisationsnummer(number.digits())) return std::nullopt;
  return as_written(number, number.size == 10 ? "64" : "84", "-", -0.45);
}

constexpr auto kContext = phrases(
    "organisationsnummer", "organisationsnr", "orgnr", "org nr", "org.nr", "org no", "orgnummer", "org nummer", "swedish company", "company identity", "företag",
    "perusahaan swedia");
}  // namespace

Recognizer se_organisationsnummer() {
  return {
      .type = EntityType::kSeOrganisationsnummer,
      .pack = Pack::kEuUk,
      .candidate = Numbers{lengths({10, 12}), organisation},
      .confidence = {.alone = 0.62, .with_context = 0.97},
      .context = kContext,
  };
}

}  // namespace tirai::recognition
