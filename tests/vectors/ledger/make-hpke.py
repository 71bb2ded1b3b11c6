# HPKE vectors: the first is printed in RFC 9180, A.1 (AES-128-GCM); the second is of the RFC's own file test-vectors.json (mode 0, KEM 0x0020,
# KDF 0x0001, AEAD 0x0002: AES-256-GCM); the others were sealed by the Python package cryptography (OpenSSL), in the suite that Tirai uses: X25519, HKDF-SHA256, AES-256-GCM. It takes no aad, so theirs is empty.
#   python3 tests/vectors/ledger/make-hpke.py > tests/vectors/ledger/hpke.jsonl
import json
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

message = {"info": "4f6465206f6e2061204772656369616e2055726e", "aad": "436f756e742d30", "pt": "4265617574792069732074727574682c20747275746820626561757479"}
print(json.dumps({
    "why": "RFC 9180, A.1", "aead": 1, **message,
    "ikmE": "7268600d403fce431561aef583ee1613527cff655c1343f29812e66706df3234", "skE": "52c4a758a802cd8b936eceea314432798d5baf2d7e9235dc084ab1b9cfa2f736",
    "ikmR": "6db9df30aa07dd42ee5e8181afdb977e538f5e1fec8a06223f33f7013e525037", "skR": "4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8",
    "pkR": "3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d", "enc": "37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431",
    "ct": "f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a96d8770ac83d07bea87e13c512a"}))
print(json.dumps({
    "why": "RFC 9180, test-vectors.json, AES-256-GCM", "aead": 2, **message,
    "ikmE": "2cd7c601cefb3d42a62b04b7a9041494c06c7843818e0ce28a8f704ae7ab20f9", "skE": "179d4b53b6365c45b600c4163b61d95cbc2f4d9e36f1695558dce265ab8bab11",
    "ikmR": "dac33b0e9db1b59dbbea58d59a14e7b5896e9bdf98fad6891e99d1686492b9ee", "skR": "497b4502664cfea5d5af0b39934dac72242a74f8480451e1aee7d6a53320333d",
    "pkR": "430f4b9859665145a6b1ba274024487bd66f03a2dd577d7753c68d7d7d00c00c", "enc": "6c93e09869df3402d7bf231bf540fadd35cd56be14f97178f0954db94b7fc256",
    "ct": "e5d84cd531cfb583096e7cfa9641bd3079cf3a91cda813c52deb5f512be9931980a41de125a925cdad859d5b7a"}))
suite = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
for i, text in enumerate(["", "halo", "Pelanggan meminta salinan datanya lewat telepon.", "x" * 700]):
    key = X25519PrivateKey.from_private_bytes(bytes([i + 1]) * 32)
    info = b"tirai-seal-v1" if i % 2 else b""
    sealed = suite.encrypt(text.encode(), key.public_key(), info=info)
    print(json.dumps({"why": "cryptography", "aead": 2, "info": info.hex(), "skR": (bytes([i + 1]) * 32).hex(), "pkR": key.public_key().public_bytes_raw().hex(),
                      "enc": sealed[:32].hex(), "aad": "", "pt": text.encode().hex(), "ct": sealed[32:].hex()}))
