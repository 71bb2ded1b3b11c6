// tokenize: a pseudonym that is the same for the same value under the same key. HMAC and not a hash: all NIKs can be enumerated.
// Ten characters of Crockford's base 32 are 50 bits: among a million customers, a chance of 1 in 2,000 that any two share one.
#include "crypto/hash.h"
#include "mask/operators.h"

namespace tirai::masking {

std::string tokenize(const Value& value, const MaskKey& key) {
  if (key.secret.empty()) return redact(value);
  static constexpr char kAlphabet[] = "0123456789abcdefghjkmnpqrstvwxyz";
  const crypto::Digest mac = crypto::hmac_sha256(key.secret, value.text);
  std::string out = "tok_";
  for (std::size_t bit = 0; bit < 50; bit += 5) {
    const unsigned pair = static_cast<unsigned>(mac[bit / 8]) << 8 | mac[bit / 8 + 1];
    out += kAlphabet[pair >> (11 - bit % 8) & 31];
  }
  return out;
}

std::string hide_length() {
  std::string out;
  for (int i = 0; i < 6; ++i) out += kMaskCharacter;
  return out;
}

}  // namespace tirai::masking
