# Third-party code: from the distribution's packages, or from its source packages (Botan; libsodium for the browser), never from this repository.
#
#   botan         hashes, AES-GCM and passwords; the paint path links none of it
#   sodium        Ed25519 and X25519: in the browser its portable C, with limbs of 25.5 bits, twice as quick there as Botan's of 51
#   rapidjson     reads JSON in the paint path; nlohmann_json is the JSON of the ledger and the tools. Header only, both; the wasm build sees their
#                 folders alone, never the host's /usr/include
#   gtest_main    GoogleTest, built from the package's source on every target

find_package(Python3 REQUIRED COMPONENTS Interpreter)
if(NOT TIRAI_TOOLCHAIN)
  message(FATAL_ERROR "TIRAI_TOOLCHAIN is not set; ./test sets it, or run tools/fetch-toolchain.sh PREFIX and pass -DTIRAI_TOOLCHAIN=PREFIX")
endif()
file(GLOB TIRAI_BOTAN_SOURCE ${TIRAI_TOOLCHAIN}/src/botan3-*+dfsg)

# Makes an amalgamation of the named Botan modules and a static library from it. A build folder from before another list makes it again.
function(tirai_add_botan target modules)
  string(MD5 list ${modules})
  string(SUBSTRING ${list} 0 8 list)
  set(dir ${CMAKE_BINARY_DIR}/${target}-${list})
  if(EMSCRIPTEN)
    set(compiler --cc=emcc --cc-bin=${CMAKE_CXX_COMPILER} --os=emscripten --cpu=wasm)
  else()
    set(compiler --cc=gcc --cc-bin=g++)
    string(APPEND modules ",aes_ni,ghash_cpu,sha2_32_x86")
  endif()
  if(NOT EXISTS ${dir}/botan_all.cpp)
    file(MAKE_DIRECTORY ${dir})
    execute_process(
      COMMAND ${Python3_EXECUTABLE} ${TIRAI_BOTAN_SOURCE}/configure.py ${compiler} --amalgamation --minimized-build
              --enable-modules=${modules} --disable-shared-library --without-documentation --build-targets=static
      WORKING_DIRECTORY ${dir} OUTPUT_FILE conf.log ERROR_FILE conf.err COMMAND_ERROR_IS_FATAL ANY)
  endif()
  add_library(${target} STATIC ${dir}/botan_all.cpp)
  target_include_directories(${target} SYSTEM PUBLIC ${dir})
  target_compile_options(${target} PRIVATE -w)
  if(TIRAI_FUZZ)
    target_compile_options(${target} PRIVATE -O1 -g0)  # Botan is not what is fuzzed
  endif()
endfunction()

set(TIRAI_BOTAN_MODULES sha2_32,hmac,aes,gcm,base64,hex)
if(NOT EMSCRIPTEN AND NOT TIRAI_FUZZ)
  string(APPEND TIRAI_BOTAN_MODULES ",argon2,argon2fmt,sha1,sha2_64")  # who may see the dashboard: tirai_sign_in
endif()
tirai_add_botan(botan ${TIRAI_BOTAN_MODULES})

if(EMSCRIPTEN)
  enable_language(C)
  file(GLOB source ${TIRAI_TOOLCHAIN}/src/libsodium-1.0.18/src/libsodium)
  set(VERSION 1.0.18)
  set(SODIUM_LIBRARY_VERSION_MAJOR 10)
  set(SODIUM_LIBRARY_VERSION_MINOR 3)
  set(SODIUM_LIBRARY_MINIMAL_DEF "#define SODIUM_LIBRARY_MINIMAL 1")
  configure_file(${source}/include/sodium/version.h.in ${CMAKE_BINARY_DIR}/sodium/sodium/version.h @ONLY)
  add_library(sodium STATIC
    ${source}/crypto_core/ed25519/ref10/ed25519_ref10.c ${source}/crypto_hash/sha512/cp/hash_sha512_cp.c ${source}/crypto_scalarmult/curve25519/ref10/x25519_ref10.c
    ${source}/crypto_scalarmult/curve25519/scalarmult_curve25519.c ${source}/crypto_sign/ed25519/ref10/keypair.c ${source}/crypto_sign/ed25519/ref10/open.c
    ${source}/crypto_sign/ed25519/ref10/sign.c ${source}/crypto_verify/sodium/verify.c ${source}/sodium/utils.c)
  target_include_directories(sodium SYSTEM PUBLIC ${CMAKE_BINARY_DIR}/sodium ${source}/include PRIVATE ${CMAKE_BINARY_DIR}/sodium/sodium ${source}/include/sodium)
  target_compile_definitions(sodium PRIVATE CONFIGURED=1 SODIUM_STATIC=1)
  target_compile_options(sodium PRIVATE -w)
else()
  find_package(PkgConfig REQUIRED)
  pkg_check_modules(sodium REQUIRED IMPORTED_TARGET libsodium)
  add_library(sodium ALIAS PkgConfig::sodium)
endif()

function(tirai_add_headers target folder)
  add_library(${target} INTERFACE)
  file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/${target})
  file(CREATE_LINK /usr/include/${folder} ${CMAKE_BINARY_DIR}/${target}/${folder} SYMBOLIC)
  target_include_directories(${target} SYSTEM INTERFACE ${CMAKE_BINARY_DIR}/${target})
endfunction()
tirai_add_headers(nlohmann_json nlohmann)
tirai_add_headers(rapidjson rapidjson)

function(tirai_add_gtest target)
  set(source /usr/src/googletest)
  add_library(${target} STATIC EXCLUDE_FROM_ALL ${source}/googletest/src/gtest-all.cc ${source}/googletest/src/gtest_main.cc)
  target_include_directories(${target} SYSTEM PUBLIC ${source}/googletest/include PRIVATE ${source}/googletest)
  target_compile_options(${target} PRIVATE -w)
endfunction()
tirai_add_gtest(gtest_main)
if(EMSCRIPTEN)
  target_compile_definitions(gtest_main PUBLIC GTEST_HAS_PTHREAD=0)
  target_compile_options(gtest_main PRIVATE -fwasm-exceptions)
  tirai_add_gtest(gtest_main_noexcept)
  target_compile_definitions(gtest_main_noexcept PUBLIC GTEST_HAS_PTHREAD=0 GTEST_HAS_EXCEPTIONS=0)
  target_compile_options(gtest_main_noexcept PRIVATE -fno-exceptions)
  target_compile_options(botan PRIVATE -fwasm-exceptions)
else()
  find_package(Threads REQUIRED)
  target_link_libraries(gtest_main PUBLIC Threads::Threads)
endif()
