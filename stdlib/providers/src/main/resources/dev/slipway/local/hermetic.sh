# Runs inside new namespaces, where it is root in name only: makes a root directory of the declared files, the tools and
# a read-only system, enters it, and gives up what is left of its rights.
#   $1 the staged files   $2 an empty directory for the root   $3 where to start, below the staged files
#   then a count of directories of the system to hide, and these; a count of tools, and these; the command
set -eu
umask 022
unset SLIPWAY_STEP
declared=$PATH
PATH=/usr/sbin:/usr/bin:/sbin:/bin
work=$1 root=$2 start=$3
shift 3
mount -t tmpfs -o mode=0755 slipway "$root"
cd "$root"
mkdir usr etc dev proc tmp work .host
chmod 1777 tmp
mount --rbind /usr usr
mount --rbind "$work" work
for name in bin sbin lib lib32 lib64 libx32; do
    if [ -L "/$name" ]; then
        cp -P "/$name" "$name"
    elif [ -d "/$name" ]; then
        mkdir "$name"
        mount --rbind "/$name" "$name"
    fi
done
for name in alternatives ld.so.cache ld.so.conf ld.so.conf.d; do
    if [ -d "/etc/$name" ]; then
        mkdir "etc/$name"
        mount --rbind "/etc/$name" "etc/$name"
    elif [ -e "/etc/$name" ]; then
        : >"etc/$name"
        mount --bind "/etc/$name" "etc/$name"
    fi
done
echo 'slipway:x:1000:1000::/tmp:/bin/sh' >etc/passwd
echo 'slipway:x:1000:' >etc/group
echo '127.0.0.1 localhost' >etc/hosts
for name in null zero full random urandom; do
    : >"dev/$name"
    mount --bind "/dev/$name" "dev/$name"
done
ln -s /proc/self/fd dev/fd
for number in 0 1 2; do
    ln -s "/proc/self/fd/$number" "dev/$(echo stdin stdout stderr | cut -d' ' -f$((number + 1)))"
done
hidden=$1
shift
while [ "$hidden" -gt 0 ]; do
    mount -t tmpfs -o mode=0555 hidden ".$1"
    shift
    hidden=$((hidden - 1))
done
tools=$1
shift
[ "$tools" -eq 0 ] || mkdir tools
while [ "$tools" -gt 0 ]; do
    : >"tools/${1##*/}"
    mount --bind "$1" "tools/${1##*/}"
    shift
    tools=$((tools - 1))
done
mount -t proc proc proc
hostname slipway
pivot_root . .host
cd /
umount -l .host
rmdir .host
# What the system had of other restrictions must stay: a namespace may not lift them.
while read -r _ _ _ _ at options _; do
    case $at in
    /usr | /usr/* | /bin | /bin/* | /sbin | /sbin/* | /lib* | /etc/* | /tools/*)
        mount -o "remount,bind,ro,$(echo "$options" | sed 's/^rw,//; s/^ro,//')" "$(printf %b "$at")"
        ;;
    esac
done </proc/self/mountinfo
cd "/work/$start"
unshare=$(command -v unshare)
PATH=$declared
exec "$unshare" --user --map-user=1000 --map-group=1000 -- "$@"
