#!/bin/sh
# make.sh TARBALL VERSION: the Debian package of a tarball of `make dist`, made in deb/ of the build folder; `make deb` calls it.
#
# The packaging stands in src/deb and not in debian/, because the top level of the source holds nothing but the program; it is
# copied into the unpacked tarball here, with a changelog made from the version.  Lintian, where it is, has the last word.
set -eu
tarball=$1 version=$2
if ! command -v dpkg-buildpackage > /dev/null || ! command -v dh > /dev/null; then
	echo "make deb: needs dpkg-dev and debhelper (apt-get install dpkg-dev debhelper)" >&2
	exit 1
fi
rm -rf deb && mkdir deb
tar -xf "$tarball" -C deb
tree=deb/jiandu-$version
cp -R "$tree/src/deb" "$tree/debian"
rm "$tree/debian/make.sh"
mkdir "$tree/debian/source"
echo '3.0 (quilt)' > "$tree/debian/source/format"
maintainer=$(sed -n 's/^Maintainer: //p' "$tree/debian/control")
# The date of the tarball's own files, so that the same tarball gives the same package.
day=$(date -R -u -r "$tree/CHANGES.md")
cat > "$tree/debian/changelog" <<END
jiandu ($version-1) unstable; urgency=medium

  * Version $version; what changed is in CHANGES.md, installed as changelog.gz.

 -- $maintainer  $day
END
# What is under test is the source (make check), not its package; make's own variables are not the package's business.
(cd "$tree" && env -u MAKEFLAGS -u MFLAGS -u MAKELEVEL DEB_BUILD_OPTIONS="nocheck ${DEB_BUILD_OPTIONS-}" dpkg-buildpackage -us -uc -b)
if command -v lintian > /dev/null; then
	lintian --fail-on error,warning --tag-display-limit 0 deb/jiandu_*.changes && echo "lintian: clean"
else
	echo "lintian is not installed: not checked"
fi
ls -l deb/*.deb
