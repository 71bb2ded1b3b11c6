// NIF, the tax number of Spain: a person's DNI is eight digits and the letter of the rest by 23; K, L and M stand before a person's without DNI,
// other letters before a company's with its own check.
//
//   54362315-K · B-58378431
#include "detect/checks/europe.h"
#include "detect/checks/sums.h"
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
std::optional<Match> dni(const Code& code) {
  const std::string_view value = code.characters();
  if (!checks::is_es_dni(value)) return std::nullopt;
  // "pesanan 12345678 Z …": a letter behind a space is a word as likely.
  const double alone = code.separator(value.size() - 1) == ' ' ? -0.4 : value.size() == 8 && code.unbroken() ? -0.3 : 0.0;
  return Match{code.span(), 0, code.in_capitals() ? alone : alone - 0.3};
}

std::optional<Match> with_letter_first(const Code& code) {
  const std::string_view value = code.characters();
  const bool person = checks::is_es_nif_of_others(value);
  if (!person && !checks::is_es_cif(value)) return std::nullopt;
  // Most forms of company have a digit there, some a letter.
  const bool usual = person || checks::is_upper(value.back()) == (std::string_view("KNPQRSW").find(value[0]) != std::string_view::npos);
  return Match{code.span(), 0, !code.in_capitals() ? -0.3 : !usual ? -0.2 : code.unbroken() && !person && checks::is_digit(value.back()) ? -0.1 : 0.0};
}

constexpr Shape kShapes[] = {{"99999999 A"}, {"9999999 A"}, {"99 999 999 A"}, {"9 999 999 A"}};
constexpr Shape kLetterShapes[] = {{"A 9999999 X"}, {"A 99 999 999"}};

constexpr auto kContext = phrases(
    "nif", "dni", "nif no", "dni no", "documento nacional", "documento de identidad", "cif", "número de identificación fiscal", "numero de identificacion fiscal",
    "identificación fiscal", "spanish id", "spanish tax id", "identitas spanyol",
    "id spanyol", "ktp spanyol");
}  // namespace

Recognizer es_nif() {
  return {
      .type = EntityType::kEsNif,
      .pack = Pack::kEuUk,
      .candidate = Codes{kShapes, dni},
      .confidence = {.alone = 0.85, .with_context = 0.98},
      .context = kContext,
  };
}

Recognizer es_nif_letter_first() {
  return {
      .type = EntityType::kEsNif,
      .pack = Pack::kEuUk,
      .candidate = Codes{kLetterShapes, with_letter_first},
      .confidence = {.alone = 0.55, .with_context = 0.96},
      .context = kContext,
  };
}

}  // namespace tirai::recognition
