//! Who is calling, by network address.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use actix_web::HttpRequest;

/// The address by which a client's calls are counted: that of the connection, or the one that the outermost of so many
/// trusted proxies has seen. An IPv6 client is its /64, which one subscriber usually has to itself.
///
/// With no trusted proxy, forwarding headers are ignored: anybody can send them.
pub(crate) fn client_address(request: &HttpRequest, trusted_proxies: usize) -> String {
    let peer = request.peer_addr().map(|peer| peer.ip());
    let forwarded =
        request.headers().get_all("x-forwarded-for").flat_map(|value| value.as_bytes().split(|c| *c == b','));
    // A hop that is no text is a hop all the same: leaving it out would shift the others.
    let hops: Vec<&str> = forwarded.map(|hop| str::from_utf8(hop).unwrap_or("").trim()).collect();
    client(peer, &hops, trusted_proxies).map_or_else(|| "unknown".to_owned(), counted)
}

fn client(peer: Option<IpAddr>, hops: &[&str], trusted_proxies: usize) -> Option<IpAddr> {
    if trusted_proxies == 0 {
        return peer;
    }
    // The last hop was appended by the proxy that connects here, the one before it by the proxy before that.
    let at = hops.len().saturating_sub(trusted_proxies);
    hops.get(at).and_then(|hop| address(hop)).or(peer)
}

fn address(hop: &str) -> Option<IpAddr> {
    let bracketed = hop.strip_prefix('[').and_then(|hop| hop.strip_suffix(']'));
    let bare = bracketed.unwrap_or(hop).parse().ok();
    bare.or_else(|| hop.parse::<SocketAddr>().ok().map(|socket| socket.ip()))
}

fn counted(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(v4) => v4.to_string(),
        IpAddr::V6(v6) => {
            let network = Ipv6Addr::from_bits(v6.to_bits() & (u128::MAX << 64));
            format!("{network}/64")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(hops: &[&str], trusted_proxies: usize) -> String {
        let peer = Some(IpAddr::from([10, 0, 0, 1]));
        client(peer, hops, trusted_proxies).map_or_else(String::new, counted)
    }

    #[test]
    fn forwarding_headers_count_only_behind_trusted_proxies() {
        assert_eq!(seen(&["203.0.113.9"], 0), "10.0.0.1");
        assert_eq!(seen(&["203.0.113.9"], 1), "203.0.113.9");
        assert_eq!(seen(&["1.1.1.1", "203.0.113.9"], 1), "203.0.113.9", "what the client sent itself does not count");
        assert_eq!(seen(&["203.0.113.9", "10.0.0.2"], 2), "203.0.113.9");
        assert_eq!(seen(&["203.0.113.9"], 3), "203.0.113.9");
        assert_eq!(seen(&[], 1), "10.0.0.1");
        assert_eq!(seen(&["nonsense"], 1), "10.0.0.1");
    }

    #[test]
    fn an_ipv6_client_is_its_network() {
        assert_eq!(seen(&["2001:db8:1:2:3:4:5:6"], 1), "2001:db8:1:2::/64");
        assert_eq!(seen(&["[2001:db8:1:2::9]:443"], 1), "2001:db8:1:2::/64");
        assert_eq!(seen(&["::ffff:203.0.113.9"], 1), "203.0.113.9");
        assert_eq!(seen(&["203.0.113.9:1234"], 1), "203.0.113.9");
    }
}
