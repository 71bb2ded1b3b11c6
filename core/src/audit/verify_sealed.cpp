#include "audit/verify_sealed.h"

#include "audit/verify_parts.h"

namespace tirai::verify {

std::optional<SealedTexts::Problem> SealedTexts::take(std::string_view line) {
  const auto sealed = read_sealed(line);
  if (!sealed) return Problem{{sealed.error().code, "sealed text: " + sealed.error().message, ""}, std::nullopt};
  std::size_t at = seen_;
  while (at < named_.size() && named_[at].sequence != sealed.value().sequence) ++at;
  if (at == named_.size()) return Problem{{ErrorCode::kBadValue, "a sealed text that no event of its batch names, or out of order", ""}, std::nullopt};
  erased_ += at - seen_;
  seen_ = at + 1;
  const Named& named = named_[at];
  if (named.digest == sealed.value().digest) ++there_;
  else if (!named.digest.empty()) return Problem{{ErrorCode::kDigestMismatch, "the sealed text behind it is not the one that it names", ""}, named.sequence};
  return std::nullopt;
}

}  // namespace tirai::verify
