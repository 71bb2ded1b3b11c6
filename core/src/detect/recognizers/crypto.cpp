// Addresses of wallets: Bitcoin's in Base58Check (1…, 3…) and in Bech32 (bc1…), Ethereum's in hex with the checksum of EIP-55 in the letters' case.
//
//   1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa · bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq · 0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed
#include <algorithm>

#include "detect/checks/crypto_address.h"
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
std::optional<Match> base58(const Code& code) {
  if (!checks::is_base58_bitcoin(code.written())) return std::nullopt;
  return Match{code.span(), 0, 0, "btc"};
}

// The word that begins here, at most 80 bytes; none if a letter beyond ASCII continues it.
ByteSpan word_at(const Place& place) {
  const auto is_word = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  const std::string_view rest = place.text.substr(place.at, 80);
  const std::size_t size = static_cast<std::size_t>(std::find_if_not(rest.begin(), rest.end(), is_word) - rest.begin());
  return {place.at, size < rest.size() && (rest[size] & 0x80) != 0 ? place.at : place.at + size};
}

std::optional<Match> bech32(const Place& place) {
  const ByteSpan span = word_at(place);
  if (!checks::is_bech32_bitcoin(place.text.substr(span.begin, span.size()))) return std::nullopt;
  return Match{span, 0, 0, "btc"};
}

// Without a checksum it may be any hash of twenty bytes.
std::optional<Match> ethereum(const Place& place) {
  const ByteSpan span = word_at(place);
  const auto letters = checks::ethereum_case(place.text.substr(span.begin, span.size()));
  if (letters == checks::EthereumCase::kNone) return std::nullopt;
  return Match{span, 0, letters == checks::EthereumCase::kChecksum ? 0.0 : -0.35, "eth"};
}

constexpr Shape kShapes[] = {{"9XXXXXXXXXXXXXXXXXXXXXXXXX", 35}};
constexpr std::string_view kBech32[] = {"bc1", "BC1"};
constexpr std::string_view kHex[] = {"0x", "0X"};

constexpr auto kContext = phrases(
    "wallet", "wallet address", "btc", "bitcoin", "eth", "ethereum", "crypto", "kripto", "dompet", "alamat dompet", "alamat wallet", "usdt", "erc20", "erc-20", "metamask");
}  // namespace

Recognizer crypto() {
  return {
      .type = EntityType::kCrypto,
      .pack = Pack::kCoreId,
      .candidate = Codes{kShapes, base58},
      .confidence = {.alone = 0.95, .with_context = 0.99},
      .context = kContext,
  };
}

Recognizer crypto_bech32() {
  return {
      .type = EntityType::kCrypto,
      .pack = Pack::kCoreId,
      .candidate = Prefixes{kBech32, bech32},
      .confidence = {.alone = 0.95, .with_context = 0.99},
      .context = kContext,
  };
}

Recognizer crypto_ethereum() {
  return {
      .type = EntityType::kCrypto,
      .pack = Pack::kCoreId,
      .candidate = Prefixes{kHex, ethereum},
      .confidence = {.alone = 0.95, .with_context = 0.99},
      .context = kContext,
  };
}

}  // namespace tirai::recognition
