// The registry: a new entity type is one file in recognizers/ and one line here.
#include <array>

#include "detect/recognizer.h"

namespace tirai::recognition {

std::span<const Recognizer> recognizers() {
  static const std::array<Recognizer, kRecognizedTypeCount> kAll = {email_address(), phone_number(), credit_card(), id_nik()};
  return kAll;
}

}  // namespace tirai::recognition
