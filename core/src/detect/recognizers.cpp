// The registry: a new recognizer is one file in recognizers/ and one line here, in the order of EntityType.
#include "detect/recognizers.h"

#include <array>

namespace tirai::recognition {
namespace {
constexpr Recognizer (*kAll[])() = {
    email_address,
    phone_number,
    credit_card,
    otp,
    jwt,
    id_nik,
    sg_nric_fin,
};
static_assert(std::size(kAll) <= kMostRecognizers);

std::array<Recognizer, std::size(kAll)> made() {
  std::array<Recognizer, std::size(kAll)> all;
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = kAll[i]();
  return all;
}
}  // namespace

std::span<const Recognizer> recognizers() {
  static const std::array<Recognizer, std::size(kAll)> all = made();
  return all;
}

}  // namespace tirai::recognition
