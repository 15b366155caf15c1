//! Accepting connections, and letting them end in peace.

use axum::extract::ConnectInfo;
use axum::{Extension, Router};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use std::io::ErrorKind;
use std::net::SocketAddr;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tower::Layer as _;

/// How long a connection may be silent before its next request is whole. Longer than the 60 seconds for which
/// proxies keep theirs, so that none sends a request into a connection that we just closed.
const SILENCE: Duration = Duration::from_secs(75);
/// How long requests that are under way may take once the server was told to stop.
const GRACE: Duration = Duration::from_secs(7);
/// How long to wait after the system had no room for a connection.
const BREATH: Duration = Duration::from_millis(500);

/// Serves `app` until `stop` turns true; what is under way then may be finished.
pub async fn accept(listener: TcpListener, app: Router, mut stop: watch::Receiver<bool>) {
    let mut protocol = http1::Builder::new();
    protocol.timer(TokioTimer::new()).header_read_timeout(SILENCE);
    let connections = GracefulShutdown::new();
    loop {
        let (stream, peer) = tokio::select! {
            accepted = next(&listener) => accepted,
            _ = stop.wait_for(|is_stopped| *is_stopped) => break,
        };
        let service = TowerToHyperService::new(Extension(ConnectInfo(peer)).layer(app.clone()));
        let connection = connections.watch(protocol.serve_connection(TokioIo::new(stream), service));
        // A connection that breaks is its client's concern.
        tokio::spawn(async move { connection.await.ok() });
    }
    drop(listener);
    if tokio::time::timeout(GRACE, connections.shutdown()).await.is_err() {
        tracing::warn!("some requests took too long to be finished");
    }
}

/// The next connection, and whose it is. Without room for one, such as when all file descriptors are taken, it waits.
async fn next(listener: &TcpListener) -> (TcpStream, SocketAddr) {
    loop {
        match listener.accept().await {
            Ok((stream, peer)) => {
                // Answers are written whole; holding back their last packet only makes them late.
                let _ = stream.set_nodelay(true);
                return (stream, peer);
            }
            Err(error) if is_of_the_client(error.kind()) => {}
            Err(error) => {
                tracing::error!(%error, "no connection can be accepted");
                tokio::time::sleep(BREATH).await;
            }
        }
    }
}

fn is_of_the_client(error: ErrorKind) -> bool {
    matches!(error, ErrorKind::ConnectionRefused | ErrorKind::ConnectionAborted | ErrorKind::ConnectionReset)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::routing::get;
    use std::sync::Arc;
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::sync::Notify;

    /// Who was being served when the server was told to stop is served to the end; nobody is let in after.
    #[tokio::test]
    async fn what_is_under_way_is_finished() {
        let (arrived, released) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
        let app = Router::new().route(
            "/",
            get({
                let (arrived, released) = (Arc::clone(&arrived), Arc::clone(&released));
                async move || {
                    arrived.notify_one();
                    released.notified().await;
                    "done"
                }
            }),
        );
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = watch::channel(false);
        let server = tokio::spawn(accept(listener, app, stopped));
        let mut client = TcpStream::connect(address).await.unwrap();
        client.write_all(b"GET / HTTP/1.1\r\nhost: localhost\r\n\r\n").await.unwrap();
        arrived.notified().await;
        stop.send(true).unwrap();
        while TcpStream::connect(address).await.is_ok() {
            tokio::task::yield_now().await;
        }
        released.notify_one();
        let mut answer = String::new();
        client.read_to_string(&mut answer).await.unwrap();
        assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer}");
        assert!(answer.ends_with("done"), "{answer}");
        tokio::time::timeout(GRACE, server).await.unwrap().unwrap();
    }
}
