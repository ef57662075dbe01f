#!/bin/sh
# Makes an archive and a Debian package of the program that start where there is no Swift.
#
#   Scripts/dist.sh FOLDER      FOLDER/switchboard-VERSION-SYSTEM.tar.gz, FOLDER/switchboard_VERSION_ARCH.deb
#
# The program has Swift's libraries in it. In the archive the other libraries lie beside it, in
# lib/switchboard, where it looks for them first; the package names those of Debian as what it needs.
set -eu

if [ $# -ne 1 ]; then
  sed -n '2,7s/^# \{0,1\}//p' "$0" >&2
  exit 2
fi
case $1 in /*) target=$1 ;; *) target=$(pwd)/$1 ;; esac
cd "$(dirname "$0")/.."
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT

# Its own folder: Swift compiles everything again where its libraries are to be linked in.
# shellcheck disable=SC2016  # $ORIGIN is for the loader
swift build -c release --omit-frame-pointers --product switchboard --static-swift-stdlib \
  --scratch-path .build/dist --disable-local-rpath -Xlinker --disable-new-dtags \
  -Xlinker -rpath -Xlinker '$ORIGIN/../lib/switchboard'
program=.build/dist/release/switchboard
if ldd "$program" | grep -q 'libswift'; then
  echo "dist: the program still needs Swift's libraries" >&2
  exit 1
fi

version=$("$program" --version)
system=$(uname -s | tr '[:upper:]' '[:lower:]')-$(uname -m)
mkdir -p "$target"

# The archive.
name=switchboard-$version-$system
Scripts/install.sh install "$program" "$made/$name" >/dev/null
mkdir -p "$made/$name/lib/switchboard" "$made/$name/share/doc/switchboard"
# Whatever is not of the C library itself, as it is called when the program starts.
ldd "$program" | awk '$2 == "=>" && $3 ~ /^\// { print $1, $3 }' |
  grep -vE '^(libc|libm|libgcc_s|libstdc\+\+)\.so' |
  while read -r library file; do cp -L "$file" "$made/$name/lib/switchboard/$library"; done
cp LICENSE.md README.md CHANGELOG.md "$made/$name/share/doc/switchboard/"
cp -R Scenarios "$made/$name/share/switchboard/"
tar -C "$made" -czf "$made/$name.tar.gz" "$name"
mv "$made/$name.tar.gz" "$target/"
echo "dist: $target/$name.tar.gz"

# The package.
if ! command -v dpkg-deb >/dev/null; then
  echo "dist: no package: dpkg-deb is missing" >&2
  exit 0
fi
arch=$(dpkg --print-architecture)
root=$made/package
DESTDIR=$root Scripts/install.sh install "$program" /usr >/dev/null
mkdir -p "$root/usr/share/doc/switchboard" "$root/DEBIAN"
cp -R Scenarios "$root/usr/share/switchboard/"
cp LICENSE.md "$root/usr/share/doc/switchboard/copyright"
gzip -9n <CHANGELOG.md >"$root/usr/share/doc/switchboard/changelog.gz"
gzip -9n "$root/usr/share/man/man1/switchboard.1"
# The packages of the libraries that the program names itself.
needs=$(objdump -p "$program" | awk '$1 == "NEEDED" { print $2 }' | while read -r library; do
  file=$(ldd "$program" | awk -v name="$library" '$1 == name { print $3 }')
  [ -n "$file" ] || continue
  dpkg -S "$(readlink -f "$file")" "$file" 2>/dev/null | head -n 1 | cut -d: -f1
done | sort -u | paste -sd, | sed 's/,/, /g')
cat >"$root/DEBIAN/control" <<END
Package: switchboard
Version: $version
Architecture: $arch
Maintainer: The Switchboard authors <switchboard@localhost>
Depends: $needs
Recommends: coinor-cbc
Suggests: chromium
Section: science
Priority: optional
Installed-Size: $(du -sk "$root/usr" | cut -f1)
Description: contact-center simulator
 Simulates callers, lines, menus and agents with skills; finds how many agents
 are needed, by formulas and by simulation; compares routing policies with
 confidence intervals; writes tables of service levels and costs.
END
dpkg-deb --root-owner-group --build "$root" "$target/switchboard_${version}_$arch.deb" >/dev/null
echo "dist: $target/switchboard_${version}_$arch.deb"
