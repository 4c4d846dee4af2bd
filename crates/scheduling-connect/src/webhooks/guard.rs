//! Which addresses may be called. Asked with the addresses that are then connected, so that a name cannot lead to one
//! address while it is checked and to another when it is called.

use std::{
    fmt, io,
    net::{IpAddr, SocketAddr},
    pin::Pin,
    str::FromStr,
    sync::Arc,
};

use ipnet::{IpNet, Ipv4Net, Ipv6Net};
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use tokio::net::lookup_host;

use super::target::Scheme;

/// Networks whose addresses may be called although they are not on the internet, written `127.0.0.0/8,::1/128`. None by
/// default: whoever may make a webhook reaches everything in them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AllowedNetworks(Arc<[IpNet]>);

/// Not a list of networks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("must be networks separated by commas, such as 10.1.0.0/16,::1/128, without bits beyond their prefix")]
pub struct InvalidNetworks;

impl FromStr for AllowedNetworks {
    type Err = InvalidNetworks;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let named = text.split(',').map(str::trim).filter(|network| !network.is_empty());
        let networks = named.map(|network| {
            let network: IpNet = network.parse().map_err(|_| InvalidNetworks)?;
            // Whoever writes 10.1.2.3/8 means something else than what it would allow.
            if network.addr() == network.network() { Ok(network) } else { Err(InvalidNetworks) }
        });
        networks.collect::<Result<_, _>>().map(Self)
    }
}

impl AllowedNetworks {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether this address may be called in this way.
    pub(super) fn admits(&self, address: IpAddr, scheme: Scheme) -> bool {
        self.0.iter().any(|network| network.contains(&address)) || (scheme == Scheme::Https && is_public(address))
    }
}

const fn v4(a: u8, b: u8, c: u8, prefix: u8) -> Ipv4Net {
    Ipv4Net::new_assert(std::net::Ipv4Addr::new(a, b, c, 0), prefix)
}

const fn v6(a: u16, b: u16, c: u16, prefix: u8) -> Ipv6Net {
    Ipv6Net::new_assert(std::net::Ipv6Addr::new(a, b, c, 0, 0, 0, 0, 0), prefix)
}

/// IPv4 that is not a host on the internet (IANA's registry of special purposes, and multicast).
const NOT_PUBLIC_V4: [Ipv4Net; 17] = [
    v4(0, 0, 0, 8),       // this network
    v4(10, 0, 0, 8),      // private
    v4(100, 64, 0, 10),   // shared, behind a carrier's NAT; metadata of one cloud
    v4(127, 0, 0, 8),     // loopback
    v4(169, 254, 0, 16),  // link-local; metadata of most clouds
    v4(172, 16, 0, 12),   // private
    v4(192, 0, 0, 24),    // protocols; metadata of one cloud
    v4(192, 0, 2, 24),    // documentation
    v4(192, 31, 196, 24), // AS112
    v4(192, 52, 193, 24), // AMT
    v4(192, 88, 99, 24),  // 6to4 relays
    v4(192, 168, 0, 16),  // private
    v4(192, 175, 48, 24), // AS112
    v4(198, 18, 0, 15),   // benchmarks
    v4(198, 51, 100, 24), // documentation
    v4(203, 0, 113, 24),  // documentation
    v4(224, 0, 0, 3),     // multicast, reserved, broadcast
];

/// Azure answers its machines here, with a public address.
const AZURE: std::net::Ipv4Addr = std::net::Ipv4Addr::new(168, 63, 129, 16);

/// The one part of IPv6 that has hosts on the internet. Outside of it are loopback, link-local and unique local addresses,
/// multicast, and all that has an IPv4 address inside but the next ones: mapped, compatible, NAT64.
const GLOBAL_V6: Ipv6Net = v6(0x2000, 0, 0, 3);

/// And what of it is not.
const NOT_PUBLIC_V6: [Ipv6Net; 5] = [
    v6(0x2001, 0, 0, 23),         // protocols: Teredo, benchmarks, ORCHID and others
    v6(0x2001, 0xdb8, 0, 32),     // documentation
    v6(0x2002, 0, 0, 16),         // 6to4
    v6(0x2620, 0x4f, 0x8000, 48), // AS112
    v6(0x3fff, 0, 0, 20),         // documentation
];

/// Whether this is the address of a host on the internet.
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => address != AZURE && !NOT_PUBLIC_V4.iter().any(|network| network.contains(&address)),
        IpAddr::V6(address) => {
            GLOBAL_V6.contains(&address) && !NOT_PUBLIC_V6.iter().any(|network| network.contains(&address))
        }
    }
}

/// How many addresses of a name are tried.
const MOST_TRIED: usize = 8;

/// Which addresses a name has.
pub(super) type Lookup = Arc<dyn Fn(String) -> Looking + Send + Sync>;
type Looking = Pin<Box<dyn Future<Output = io::Result<Vec<IpAddr>>> + Send>>;

/// As this machine knows it.
pub(super) fn system() -> Lookup {
    Arc::new(|name| Box::pin(async move { Ok(lookup_host((name, 0)).await?.map(|found| found.ip()).collect()) }))
}

/// A name that leads to nothing that may be called. Whether it leads anywhere else is not told: names of the inside are
/// nobody's business.
#[derive(Clone, Copy, Debug)]
pub(super) struct NoAddress;

impl fmt::Display for NoAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the host is not known, or the address is not allowed")
    }
}

impl std::error::Error for NoAddress {}

/// Looks names up, and keeps quiet about what may not be called in this way.
pub(super) struct Guard {
    allowed: AllowedNetworks,
    scheme: Scheme,
    lookup: Lookup,
}

impl Guard {
    pub(super) fn new(allowed: &AllowedNetworks, scheme: Scheme, lookup: Lookup) -> Self {
        Self { allowed: allowed.clone(), scheme, lookup }
    }
}

impl Resolve for Guard {
    fn resolve(&self, name: Name) -> Resolving {
        let (looking, allowed, scheme) = ((self.lookup)(name.as_str().to_owned()), self.allowed.clone(), self.scheme);
        Box::pin(async move {
            let mut found = looking.await.map_err(|_| NoAddress)?;
            found.retain(|address| allowed.admits(*address, scheme));
            found.truncate(MOST_TRIED);
            if found.is_empty() {
                return Err(NoAddress.into());
            }
            // The port is the URL's.
            Ok(Box::new(found.into_iter().map(|address| SocketAddr::new(address, 0))) as Addrs)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_hosts_of_the_internet_are_public() {
        for public in [
            "1.1.1.1",
            "8.8.8.8",
            "100.63.255.255",
            "100.128.0.0",
            "126.255.255.255",
            "128.0.0.1",
            "169.253.255.255",
            "172.15.255.255",
            "172.32.0.0",
            "192.0.1.1",
            "192.167.255.255",
            "192.169.0.0",
            "198.17.255.255",
            "198.20.0.0",
            "223.255.255.255",
            "2606:4700::1111",
            "2001:200::1",
            "2001:4860:4860::8888",
            "2a00:1450::1",
            "3ffe::1",
        ] {
            assert!(is_public(public.parse().unwrap()), "{public}");
        }
        for inside in [
            "0.0.0.0",
            "0.1.2.3",
            "10.0.0.1",
            "10.255.255.255",
            "100.64.0.1",
            "100.100.100.200",
            "100.127.255.255",
            "127.0.0.1",
            "127.255.255.255",
            "168.63.129.16",
            "169.254.0.1",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.8",
            "192.0.0.192",
            "192.0.2.1",
            "192.31.196.1",
            "192.52.193.1",
            "192.88.99.1",
            "192.168.1.1",
            "192.175.48.1",
            "198.18.0.1",
            "198.19.255.255",
            "198.51.100.1",
            "203.0.113.1",
            "224.0.0.1",
            "239.255.255.250",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::7f00:1",
            "::8.8.8.8",
            "::ffff:127.0.0.1",
            "::ffff:8.8.8.8",
            "::ffff:0:8.8.8.8",
            "64:ff9b::8.8.8.8",
            "64:ff9b::7f00:1",
            "64:ff9b:1::a00:1",
            "100::1",
            "100:0:0:1::1",
            "2001::1",
            "2001:0:4136:e378::1",
            "2001:2::1",
            "2001:10::1",
            "2001:20::1",
            "2001:db8::1",
            "2002:7f00:1::",
            "2002:808:808::1",
            "2620:4f:8000::1",
            "3fff::1",
            "5f00::1",
            "fc00::1",
            "fd00:ec2::254",
            "fe80::1",
            "febf::1",
            "fec0::1",
            "ff02::1",
        ] {
            assert!(!is_public(inside.parse().unwrap()), "{inside}");
        }
    }

    #[test]
    fn networks_are_read_as_they_are_meant() {
        let allowed: AllowedNetworks = " 10.1.0.0/16, ::1/128 ,".parse().unwrap();
        let admits = |address: &str| allowed.admits(address.parse().unwrap(), Scheme::Http);
        assert!(admits("10.1.2.3") && admits("::1"));
        assert!(!admits("10.2.0.1") && !admits("::2") && !admits("8.8.8.8"));
        assert!(allowed.admits("8.8.8.8".parse().unwrap(), Scheme::Https));
        assert!("".parse::<AllowedNetworks>().unwrap().is_empty());
        for bad in ["10.1.2.3/8", "10.1.0.0", "10.0.0.0/33", "localhost", "10.0.0.0/8;::1/128"] {
            assert_eq!(bad.parse::<AllowedNetworks>(), Err(InvalidNetworks), "{bad}");
        }
    }
}
