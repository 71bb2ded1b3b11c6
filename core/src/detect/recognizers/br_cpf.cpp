// CPF, the tax number of every person in Brazil: nine digits and two check digits, modulo 11 each.
//
//   390.533.447-05
#include "detect/checks/americas.h"
#include "detect/grouping.h"
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
std::optional<Match> cpf(const Number& number) {
  if (!checks::is_br_cpf(number.digits())) return std::nullopt;
  const bool usual = number.shape().view() == "3332" && (grouped(number, "3332", " ") || number.separator(9) == '-');
  return Match{number.span(), usual || unbroken(number) ? 0.0 : -0.2, usual ? 0.0 : unbroken(number) ? -0.3 : -0.5};
}

constexpr auto kContext = phrases(
    "cpf", "cpf no", "cpf number", "número do cpf", "cadastro de pessoas", "cadastro de pessoa", "brazilian tax id", "nomor cpf", "pajak brasil",
    "id brasil", "ktp brasil", "ktp brazil");
}  // namespace

Recognizer br_cpf() {
  return {
      .type = EntityType::kBrCpf,
      .pack = Pack::kUsCa,
      .candidate = Numbers{lengths({11}), cpf},
      .confidence = {.alone = 0.9, .with_context = 0.98},
      .context = kContext,
  };
}

}  // namespace tirai::recognition
