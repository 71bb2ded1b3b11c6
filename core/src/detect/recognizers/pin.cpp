// PINs: four or six digits behind a word for them. "PIN" alone also pins a place or a post, so digits must be near.
#include "detect/lexicon/nearby.h"
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
constexpr auto kLinks = phrases("adalah", "itu", "is my", "is the", "is", "as my", "ini", "jadi", "sebagai");

std::optional<Match> pin_near(const Said& said) {
  for (const std::size_t size : {std::size_t{6}, std::size_t{4}}) {
    const Figures figures{.least = size, .most = size};
    if (const auto ahead = figures_ahead(said.text, said.phrase.end, 28, figures)) return Match{*ahead};
    if (const auto behind = figures_behind(said.text, said.phrase.begin, kLinks, figures)) return Match{*behind};
  }
  return std::nullopt;
}

constexpr auto kPhrases = phrases("pin", "pin saya", "pin atm", "pin kartu", "nomor pin", "no pin", "kode pin", "pin baru", "pin lama", "pin transaksi", "pin mbanking", "m-pin", "mpin", "pin code", "pin number", "my pin", "atm pin", "card pin", "pin gopay", "pin ovo",
                                         "pin dana", "pin aplikasi", "pin keamanan", "pin akun");
}  // namespace

Recognizer pin() {
  return {.type = EntityType::kPin, .pack = Pack::kSecrets, .candidate = Phrases{.phrases = kPhrases, .match = pin_near, .negatable = true}, .confidence = {.alone = 0.87, .with_context = 0.87}};
}

}  // namespace tirai::recognition
